#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
#[non_exhaustive]
pub struct Search {
    /// Page, from 1.
    pub page: u32,
    pub language: String,
    pub sort: Sort,
    pub price: Option<Yuan>,
}
#[automatically_derived]
impl<Via> ::countersign::__private::Described for SearchBuilder<Via> {
    type Shape = ::countersign::__private::Shape<Search, 4>;
    const TABLE: ::countersign::__private::Table = ::countersign::__private::Table {
        name: "search",
        method: ::countersign::operation::Method::Get,
        path: "/search",
        retry: ::countersign::operation::RetryClass::Never,
        docs: "",
        rows: &[
            ["page", "page", "Page, from 1."],
            ["language", "language", ""],
            ["sort", "sort", ""],
            ["price", "priceFrom", ""],
        ],
        ranks: &[1, 0, 3, 2],
        kinds: &[
            ::countersign::__private::kinds::<
                (
                    u32,
                    String,
                    ::countersign::__private::Value,
                    ::countersign::__private::Value,
                ),
            >(),
        ],
        facts: &[
            (
                0,
                ::countersign::__private::Fact::Default(
                    ::countersign::__private::text_of_number::<1>,
                ),
            ),
            (0, ::countersign::__private::Fact::Minimum(1)),
            (
                1,
                ::countersign::__private::Fact::Default(|| ::countersign::__private::text_of(
                    &Search::builder().optional.1,
                )),
            ),
            (1, ::countersign::__private::Fact::MaxLen(2)),
            (
                2,
                ::countersign::__private::Fact::Schema({
                    let _ = <Sort as ::countersign::ParamValue>::parse;
                    <Sort as ::countersign::Decode>::SCHEMA
                }),
            ),
            (
                2,
                ::countersign::__private::Fact::Default(|| ::countersign::__private::text_of(
                    &Search::builder().optional.2,
                )),
            ),
            (3, ::countersign::__private::Fact::Optional),
            (
                3,
                ::countersign::__private::Fact::Schema({
                    let _ = <Yuan as ::countersign::ParamValue>::parse;
                    <Yuan as ::countersign::Decode>::SCHEMA
                }),
            ),
            (3, ::countersign::__private::Fact::Minimum(0)),
            (3, ::countersign::__private::Fact::Maximum(1000000)),
        ],
    };
    const OPERATION: &'static ::countersign::operation::Operation = &::countersign::__private::operation::<
        Self,
    >()
        .with_source(::countersign::operation::Source::Inferred);
}
#[automatically_derived]
impl ::countersign::Endpoint for Search {
    type Response = ::countersign::__private::Value;
    const OPERATION: &'static ::countersign::operation::Operation = ::countersign::__private::described::<
        SearchBuilder,
    >();
    fn encode(
        &self,
        to: &mut ::countersign::param::Encoder<'_>,
    ) -> ::core::result::Result<(), ::countersign::param::ParameterError> {
        to.all(0, &[&self.page, &self.language])?;
        {
            let _ = <Sort as ::countersign::ParamValue>::parse;
            let value = &self.sort;
            to.required(2, value)?;
        }
        {
            let _ = <Yuan as ::countersign::ParamValue>::parse;
            let value = &self.price;
            to.optional(3, value)?;
        }
        ::core::result::Result::Ok(())
    }
    fn read_fields(
        from: &::countersign::param::Received<'_>,
    ) -> ::core::result::Result<Self, ::countersign::param::ParameterError> {
        let _ = <Sort as ::countersign::ParamValue>::parse;
        let _ = <Yuan as ::countersign::ParamValue>::parse;
        let fields_0: (::core::option::Option<u32>, ::core::option::Option<String>) = match from
            .all(0)
        {
            ::core::result::Result::Ok(fields) => fields,
            ::core::result::Result::Err(error) => {
                return ::core::result::Result::Err(error);
            }
        };
        ::core::result::Result::Ok(Self {
            page: fields_0.0.unwrap_or(1),
            language: fields_0.1.unwrap_or_else(|| Search::builder().optional.1),
            sort: from.defaulted(2, || Search::builder().optional.2)?,
            price: from.optional(3)?,
        })
    }
}
#[automatically_derived]
impl ::countersign::Build for Search {
    type Builder<Via> = SearchBuilder<Via>;
    fn builder_via<Via>(via: Via) -> SearchBuilder<Via> {
        SearchBuilder {
            via,
            required: (),
            optional: (
                1,
                ::core::convert::Into::into("en"),
                Sort::Price,
                ::core::option::Option::None,
            ),
        }
    }
}
impl Search {
    ///Starts a `search` request. Required: nothing.
    pub fn builder() -> SearchBuilder {
        <Self as ::countersign::Build>::builder_via(())
    }
}
///A builder of [`Search`].
#[must_use = "a builder does nothing until its request is built or sent"]
pub struct SearchBuilder<Via = ()> {
    via: Via,
    required: (),
    optional: (u32, String, Sort, Option<Yuan>),
}
const _: () = {
    #[automatically_derived]
    impl<Via> ::core::fmt::Debug for SearchBuilder<Via> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("SearchBuilder { .. }")
        }
    }
    impl<Via> SearchBuilder<Via> {
        /// Page, from 1.
        pub fn page(mut self, value: u32) -> Self {
            self.optional.0 = value;
            self
        }
        ///Sets `language`.
        pub fn language(mut self, value: impl ::core::convert::Into<String>) -> Self {
            self.optional.1 = ::core::convert::Into::into(value);
            self
        }
        ///Sets `sort`.
        pub fn sort(
            mut self,
            value: impl ::countersign::builder::Argument<Sort>,
        ) -> Self {
            self.optional.2 = ::countersign::builder::Argument::into_argument(value);
            self
        }
        ///Sets `price` (`priceFrom` on the wire).
        pub fn price(
            mut self,
            value: impl ::countersign::builder::Argument<Yuan>,
        ) -> Self {
            self.optional.3 = ::core::option::Option::Some(
                ::countersign::builder::Argument::into_argument(value),
            );
            self
        }
        /// Sets an optional parameter if there is a value: `.when_some(value, |builder, value| builder.setter(value))`.
        pub fn when_some<Value>(
            self,
            value: ::core::option::Option<Value>,
            set: impl ::core::ops::FnOnce(Self, Value) -> Self,
        ) -> Self {
            ::countersign::__private::when_some(self, value, set)
        }
        /// Returns the request, without sending it. Its values are checked when it is prepared or sent.
        #[must_use = "building a request does not send it"]
        pub fn build(self) -> Search {
            Search {
                page: self.optional.0,
                language: self.optional.1,
                sort: self.optional.2,
                price: self.optional.3,
            }
        }
        /// Sends the request through the client that the builder came from.
        pub fn send(self) -> <Via as ::countersign::__private::Bound>::Outcome<Search>
        where
            Via: ::countersign::Caller,
        {
            let request = SearchBuilder {
                via: (),
                required: self.required,
                optional: self.optional,
            }
                .build();
            ::countersign::Caller::call(self.via, request)
        }
    }
    #[doc(hidden)]
    #[automatically_derived]
    impl<Via: ::countersign::builder::Sent> ::core::future::Future
    for SearchBuilder<Via> {
        type Output = Via::Outcome;
        fn poll(
            self: ::core::pin::Pin<&mut Self>,
            _: &mut ::core::task::Context<'_>,
        ) -> ::core::task::Poll<Via::Outcome> {
            ::core::task::Poll::Pending
        }
    }
};
const _: fn() = || {
    let () = <Yuan as ::countersign::__private::Ranged>::HOLDS;
};
