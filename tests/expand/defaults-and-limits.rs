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
    const OPERATION: &'static ::countersign::operation::Operation = &::countersign::operation::Operation::new(
            "search",
            ::countersign::operation::Method::Get,
            ::countersign::__private::path("/search"),
        )
        .with_source(::countersign::operation::Source::Inferred)
        .with_parameters(
            &::countersign::__private::Columns::new::<
                (
                    u32,
                    String,
                    ::countersign::__private::Value,
                    ::countersign::__private::Value,
                ),
            >([
                    ["page", "page", "Page, from 1."],
                    ["language", "language", ""],
                    ["sort", "sort", ""],
                    ["price", "priceFrom", ""],
                ])
                .default(
                    &[
                        (0, ::countersign::__private::text_of_number::<{ 1 }>),
                        (
                            1,
                            || ::countersign::__private::text_of(
                                &Search::builder().optional.1,
                            ),
                        ),
                        (
                            2,
                            || ::countersign::__private::text_of(
                                &Search::builder().optional.2,
                            ),
                        ),
                    ],
                )
                .minimum(&[(0, 1), (3, 0)])
                .max_len(&[(1, 2)])
                .schema(
                    &[
                        (
                            2,
                            {
                                let _ = <Sort as ::countersign::ParamValue>::parse;
                                <Sort as ::countersign::Decode>::SCHEMA
                            },
                        ),
                        (
                            3,
                            {
                                let _ = <Yuan as ::countersign::ParamValue>::parse;
                                <Yuan as ::countersign::Decode>::SCHEMA
                            },
                        ),
                    ],
                )
                .optional(&[3])
                .maximum(&[(3, 1000000)])
                .ranks([1, 0, 3, 2])
                .all(),
        );
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
        let (
            field_0,
            field_1,
        ): (::core::option::Option<u32>, ::core::option::Option<String>) = from.all(0)?;
        ::core::result::Result::Ok(Self {
            page: field_0.unwrap_or(1),
            language: field_1.unwrap_or_else(|| Search::builder().optional.1),
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
            match value {
                ::core::option::Option::Some(value) => set(self, value),
                ::core::option::Option::None => self,
            }
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
