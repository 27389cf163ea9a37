#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Search {
    pub page: u32,
    pub size: Option<u32>,
    pub keyword: Option<String>,
    pub image: Option<u64>,
}
#[automatically_derived]
impl<Via> ::countersign::__private::Described for SearchBuilder<Via> {
    type Shape = ::countersign::__private::Shape<Search, 4>;
    const TABLE: ::countersign::__private::Table = ::countersign::__private::Table {
        name: "search",
        method: ::countersign::operation::Method::Get,
        path: "/search",
        retry: ::countersign::operation::RetryClass::Safe,
        docs: "",
        rows: &[
            ["page", "page", ""],
            ["size", "size", ""],
            ["keyword", "keyword", ""],
            ["image", "image", ""],
        ],
        ranks: &[2, 3, 1, 0],
        kinds: &[
            ::countersign::__private::kinds::<
                (u32, Option<u32>, Option<String>, Option<u64>),
            >(),
        ],
        facts: &[],
    };
    const OPERATION: &'static ::countersign::operation::Operation = &::countersign::__private::operation::<
        Self,
    >()
        .with_data(::countersign::operation::DataPath::new(&["result"]))
        .with_nearby(true)
        .with_pagination(
            ::core::option::Option::Some(
                ::countersign::operation::Pagination::new(
                        ::countersign::operation::Turn::Page("page"),
                    )
                    .with_page_size(::core::option::Option::Some("size")),
            ),
        )
        .with_require_one_of(&[&["keyword", "image"]]);
}
#[automatically_derived]
impl ::countersign::Endpoint for Search {
    type Response = Vec<Offer>;
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
        let fields_0: (u32, Option<u32>, Option<String>, Option<u64>) = match from.all(0)
        {
            ::core::result::Result::Ok(fields) => fields,
            ::core::result::Result::Err(error) => {
                return ::core::result::Result::Err(error);
            }
        };
        ::core::result::Result::Ok(Self {
            page: fields_0.0,
            size: fields_0.1,
            keyword: fields_0.2,
            image: fields_0.3,
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
            optional: (
                ::core::option::Option::None,
                ::core::option::Option::None,
                ::core::option::Option::None,
            ),
        }
    }
}
impl Search {
    ///Starts a `search` request. Required: `page`.
    pub fn builder() -> SearchBuilder {
        <Self as ::countersign::Build>::builder_via(())
    }
    fn __fields(&self) -> [&dyn ::countersign::__private::KnownField; 4] {
        [&self.page, &self.size, &self.keyword, &self.image]
    }
}
///A builder of [`Search`].
#[must_use = "a builder does nothing until its request is built or sent"]
pub struct SearchBuilder<Via = (), PageState = ::countersign::builder::Missing> {
    via: Via,
    required: (PageState,),
    optional: (Option<u32>, Option<String>, Option<u64>),
}
const _: () = {
    #[diagnostic::on_unimplemented(
        message = "`search` needs its parameter `page`, which was not set",
        label = "`.page(…)` is missing before this"
    )]
    pub trait PageIsSet: ::countersign::builder::Provided<u32> {}
    #[diagnostic::do_not_recommend]
    impl PageIsSet for ::countersign::builder::Set<u32> {}
    #[automatically_derived]
    impl<Via, PageState> ::core::fmt::Debug for SearchBuilder<Via, PageState> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("SearchBuilder { .. }")
        }
    }
    impl<Via, PageState> SearchBuilder<Via, PageState> {
        ///Sets `page`.
        pub fn page(
            self,
            value: u32,
        ) -> SearchBuilder<Via, ::countersign::builder::Set<u32>>
        where
            PageState: ::countersign::builder::Unset,
        {
            SearchBuilder {
                via: self.via,
                required: (::countersign::builder::Set(value),),
                optional: self.optional,
            }
        }
        ///Sets `size`.
        pub fn size(mut self, value: u32) -> Self {
            self.optional.0 = ::core::option::Option::Some(value);
            self
        }
        ///Sets `keyword`.
        pub fn keyword(mut self, value: impl ::core::convert::Into<String>) -> Self {
            self.optional.1 = ::core::option::Option::Some(
                ::core::convert::Into::into(value),
            );
            self
        }
        ///Sets `image`.
        pub fn image(mut self, value: u64) -> Self {
            self.optional.2 = ::core::option::Option::Some(value);
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
            PageState: PageIsSet,
        {
            Search {
                page: ::countersign::builder::Provided::into_value(self.required.0),
                size: self.optional.0,
                keyword: self.optional.1,
                image: self.optional.2,
            }
        }
        /// Sends the request through the client that the builder came from.
        pub fn send(self) -> <Via as ::countersign::__private::Bound>::Outcome<Search>
        where
            Via: ::countersign::Caller,
            PageState: PageIsSet,
        {
            let request = SearchBuilder {
                via: (),
                required: self.required,
                optional: self.optional,
            }
                .build();
            ::countersign::Caller::call(self.via, request)
        }
        /// Reads page after page through the client that the builder came from.
        pub fn pages<Read>(self) -> Read
        where
            Via: ::countersign::page::Pager<Search, Pages = Read>,
            PageState: PageIsSet,
        {
            let request = SearchBuilder {
                via: (),
                required: self.required,
                optional: self.optional,
            }
                .build();
            ::countersign::page::Pager::pages(self.via, request)
        }
        /// Reads the items of page after page through the client that the builder came from.
        pub fn items<Read>(self) -> Read
        where
            Via: ::countersign::page::Pager<Search, Items = Read>,
            PageState: PageIsSet,
        {
            let request = SearchBuilder {
                via: (),
                required: self.required,
                optional: self.optional,
            }
                .build();
            ::countersign::page::Pager::items(self.via, request)
        }
    }
    #[doc(hidden)]
    #[automatically_derived]
    impl<Via: ::countersign::builder::Sent, PageState> ::core::future::Future
    for SearchBuilder<Via, PageState> {
        type Output = Via::Outcome;
        fn poll(
            self: ::core::pin::Pin<&mut Self>,
            _: &mut ::core::task::Context<'_>,
        ) -> ::core::task::Poll<Via::Outcome> {
            ::core::task::Poll::Pending
        }
    }
};
#[automatically_derived]
impl ::countersign::page::Paginated for Search {}
