#[derive(::core::clone::Clone)]
#[non_exhaustive]
/// Searches products by a keyword.
/**
# Request

`search`: `GET /search`, retry `safe`, source `vendor`.

| field | on the wire | type | | limits |
|---|---|---|---|---|
| `keyword` | `keyword` (query) | `String` | required |  |
| `page_size` | `pageSize` (query) | `Option<u32>` | optional |  |
*/
pub struct Search {
    /// What to look for.
    pub keyword: String,
    pub page_size: Option<u32>,
}
#[automatically_derived]
impl<Via> ::countersign::__private::Described for SearchBuilder<Via> {
    type Shape = ::countersign::__private::Shape<Search, 2>;
    const TABLE: ::countersign::__private::Table = ::countersign::__private::Table {
        name: "search",
        method: ::countersign::operation::Method::Get,
        path: "/search",
        retry: ::countersign::operation::RetryClass::Safe,
        docs: "Searches products by a keyword.",
        rows: &[
            ["keyword", "keyword", "What to look for."],
            ["page_size", "pageSize", ""],
        ],
        ranks: &[0, 1],
        kinds: &[::countersign::__private::kinds::<(String, Option<u32>)>()],
        facts: &[],
    };
}
#[automatically_derived]
impl ::countersign::Endpoint for Search {
    type Response = Page;
    const OPERATION: &'static ::countersign::operation::Operation = ::countersign::__private::described::<
        SearchBuilder,
    >();
    fn encode(
        &self,
        to: &mut ::countersign::param::Encoder<'_>,
    ) -> ::core::result::Result<(), ::countersign::param::ParameterError> {
        ::countersign::__private::encode_known(&self.__fields(), to)
    }
    fn read_fields(
        from: &::countersign::param::Received<'_>,
    ) -> ::core::result::Result<Self, ::countersign::param::ParameterError> {
        let fields_0: (String, Option<u32>) = match from.all(0) {
            ::core::result::Result::Ok(fields) => fields,
            ::core::result::Result::Err(error) => {
                return ::core::result::Result::Err(error);
            }
        };
        ::core::result::Result::Ok(Self {
            keyword: fields_0.0,
            page_size: fields_0.1,
        })
    }
}
#[automatically_derived]
impl ::core::fmt::Debug for Search {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::countersign::__private::debug_known::<Self>(f, "Search", &self.__fields())
    }
}
#[automatically_derived]
impl ::core::cmp::PartialEq for Search {
    fn eq(&self, other: &Self) -> bool {
        ::countersign::__private::equal_known(&self.__fields(), &other.__fields())
    }
}
#[automatically_derived]
impl ::countersign::Build for Search {
    type Builder<Via> = SearchBuilder<Via>;
    fn builder_via<Via>(via: Via) -> SearchBuilder<Via> {
        SearchBuilder {
            via,
            required: (::countersign::builder::Missing,),
            optional: (::core::option::Option::None,),
        }
    }
}
impl Search {
    ///Starts a `search` request. Required: `keyword`.
    pub fn builder() -> SearchBuilder {
        <Self as ::countersign::Build>::builder_via(())
    }
    fn __fields(&self) -> [&dyn ::countersign::__private::KnownField; 2] {
        [&self.keyword, &self.page_size]
    }
}
///A builder of [`Search`].
#[must_use = "a builder does nothing until its request is built or sent"]
pub struct SearchBuilder<Via = (), KeywordState = ::countersign::builder::Missing> {
    via: Via,
    required: (KeywordState,),
    optional: (Option<u32>,),
}
const _: () = {
    #[diagnostic::on_unimplemented(
        message = "`search` needs its parameter `keyword`, which was not set",
        label = "`.keyword(…)` is missing before this"
    )]
    pub trait KeywordIsSet: ::countersign::builder::Provided<String> {}
    #[diagnostic::do_not_recommend]
    impl KeywordIsSet for ::countersign::builder::Set<String> {}
    #[automatically_derived]
    impl<Via, KeywordState> ::core::fmt::Debug for SearchBuilder<Via, KeywordState> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("SearchBuilder { .. }")
        }
    }
    impl<Via, KeywordState> SearchBuilder<Via, KeywordState> {
        /// What to look for.
        pub fn keyword(
            self,
            value: impl ::core::convert::Into<String>,
        ) -> SearchBuilder<Via, ::countersign::builder::Set<String>>
        where
            KeywordState: ::countersign::builder::Unset,
        {
            SearchBuilder {
                via: self.via,
                required: (
                    ::countersign::builder::Set(::core::convert::Into::into(value)),
                ),
                optional: self.optional,
            }
        }
        ///Sets `page_size` (`pageSize` on the wire).
        pub fn page_size(mut self, value: u32) -> Self {
            self.optional.0 = ::core::option::Option::Some(value);
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
        pub fn build(self) -> Search
        where
            KeywordState: KeywordIsSet,
        {
            Search {
                keyword: ::countersign::builder::Provided::into_value(self.required.0),
                page_size: self.optional.0,
            }
        }
        /// Sends the request through the client that the builder came from.
        pub fn send(self) -> <Via as ::countersign::__private::Bound>::Outcome<Search>
        where
            Via: ::countersign::Caller,
            KeywordState: KeywordIsSet,
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
    impl<Via: ::countersign::builder::Sent, KeywordState> ::core::future::Future
    for SearchBuilder<Via, KeywordState> {
        type Output = Via::Outcome;
        fn poll(
            self: ::core::pin::Pin<&mut Self>,
            _: &mut ::core::task::Context<'_>,
        ) -> ::core::task::Poll<Via::Outcome> {
            ::core::task::Poll::Pending
        }
    }
};
