#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Starred {
    pub page: u32,
}
#[automatically_derived]
impl<Via> ::countersign::__private::Described for StarredBuilder<Via> {
    type Shape = ::countersign::__private::Shape<Starred, 1>;
    const TABLE: ::countersign::__private::Table = ::countersign::__private::Table {
        name: "starred",
        method: ::countersign::operation::Method::Get,
        path: "/user/starred",
        retry: ::countersign::operation::RetryClass::Safe,
        docs: "",
        rows: &[["page", "page", ""]],
        ranks: &[],
        kinds: &[::countersign::__private::kinds::<(u32,)>()],
        facts: &[],
    };
    const OPERATION: &'static ::countersign::operation::Operation = &::countersign::__private::operation::<
        Self,
    >()
        .with_empty(&[304, 404])
        .with_status(&[204]);
}
#[automatically_derived]
impl ::countersign::Endpoint for Starred {
    type Response = Option<()>;
    const OPERATION: &'static ::countersign::operation::Operation = ::countersign::__private::described::<
        StarredBuilder,
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
        let fields_0: (u32,) = match from.all(0) {
            ::core::result::Result::Ok(fields) => fields,
            ::core::result::Result::Err(error) => {
                return ::core::result::Result::Err(error);
            }
        };
        ::core::result::Result::Ok(Self { page: fields_0.0 })
    }
}
#[automatically_derived]
impl ::core::fmt::Debug for Starred {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::countersign::__private::debug_known::<Self>(f, "Starred", &self.__fields())
    }
}
#[automatically_derived]
impl ::core::cmp::PartialEq for Starred {
    fn eq(&self, other: &Self) -> bool {
        ::countersign::__private::equal_known(&self.__fields(), &other.__fields())
    }
}
#[automatically_derived]
impl ::countersign::Build for Starred {
    type Builder<Via> = StarredBuilder<Via>;
    fn builder_via<Via>(via: Via) -> StarredBuilder<Via> {
        StarredBuilder {
            via,
            required: (::countersign::builder::Missing,),
            optional: (),
        }
    }
}
impl Starred {
    ///Starts a `starred` request. Required: `page`.
    pub fn builder() -> StarredBuilder {
        <Self as ::countersign::Build>::builder_via(())
    }
    fn __fields(&self) -> [&dyn ::countersign::__private::KnownField; 1] {
        [&self.page]
    }
}
///A builder of [`Starred`].
#[must_use = "a builder does nothing until its request is built or sent"]
pub struct StarredBuilder<Via = (), PageState = ::countersign::builder::Missing> {
    via: Via,
    required: (PageState,),
    optional: (),
}
const _: () = {
    #[diagnostic::on_unimplemented(
        message = "`starred` needs its parameter `page`, which was not set",
        label = "`.page(…)` is missing before this"
    )]
    pub trait PageIsSet: ::countersign::builder::Provided<u32> {}
    #[diagnostic::do_not_recommend]
    impl PageIsSet for ::countersign::builder::Set<u32> {}
    #[automatically_derived]
    impl<Via, PageState> ::core::fmt::Debug for StarredBuilder<Via, PageState> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("StarredBuilder { .. }")
        }
    }
    impl<Via, PageState> StarredBuilder<Via, PageState> {
        ///Sets `page`.
        pub fn page(
            self,
            value: u32,
        ) -> StarredBuilder<Via, ::countersign::builder::Set<u32>>
        where
            PageState: ::countersign::builder::Unset,
        {
            StarredBuilder {
                via: self.via,
                required: (::countersign::builder::Set(value),),
                optional: self.optional,
            }
        }
        /// Returns the request, without sending it. Its values are checked when it is prepared or sent.
        #[must_use = "building a request does not send it"]
        pub fn build(self) -> Starred
        where
            PageState: PageIsSet,
        {
            Starred {
                page: ::countersign::builder::Provided::into_value(self.required.0),
            }
        }
        /// Sends the request through the client that the builder came from.
        pub fn send(self) -> <Via as ::countersign::__private::Bound>::Outcome<Starred>
        where
            Via: ::countersign::Caller,
            PageState: PageIsSet,
        {
            let request = StarredBuilder {
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
    impl<Via: ::countersign::builder::Sent, PageState> ::core::future::Future
    for StarredBuilder<Via, PageState> {
        type Output = Via::Outcome;
        fn poll(
            self: ::core::pin::Pin<&mut Self>,
            _: &mut ::core::task::Context<'_>,
        ) -> ::core::task::Poll<Via::Outcome> {
            ::core::task::Poll::Pending
        }
    }
};
