#[derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct GetRelease {
    pub id: u64,
}
#[automatically_derived]
impl<Via> ::countersign::__private::Described for GetReleaseBuilder<Via> {
    type Shape = ::countersign::__private::Shape<GetRelease, 1>;
    const TABLE: ::countersign::__private::Table = ::countersign::__private::Table {
        name: "get_release",
        method: ::countersign::operation::Method::Get,
        path: "/releases/{id}",
        retry: ::countersign::operation::RetryClass::Safe,
        docs: "",
        rows: &[["id", "id", ""]],
        ranks: &[],
        kinds: &[::countersign::__private::kinds::<(u64,)>()],
        facts: &[(0, ::countersign::__private::Fact::InPath)],
    };
    const OPERATION: &'static ::countersign::operation::Operation = &::countersign::__private::operation::<
        Self,
    >()
        .with_base(::core::option::Option::Some("https://uploads.example/v2"))
        .with_follows_redirects(true);
}
#[automatically_derived]
impl ::countersign::Endpoint for GetRelease {
    type Response = ::countersign::__private::Value;
    const OPERATION: &'static ::countersign::operation::Operation = ::countersign::__private::described::<
        GetReleaseBuilder,
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
        let fields_0: (u64,) = match from.all(0) {
            ::core::result::Result::Ok(fields) => fields,
            ::core::result::Result::Err(error) => {
                return ::core::result::Result::Err(error);
            }
        };
        ::core::result::Result::Ok(Self { id: fields_0.0 })
    }
}
#[automatically_derived]
impl ::core::fmt::Debug for GetRelease {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::countersign::__private::debug_known::<Self>(f, "GetRelease", &self.__fields())
    }
}
#[automatically_derived]
impl ::core::cmp::PartialEq for GetRelease {
    fn eq(&self, other: &Self) -> bool {
        ::countersign::__private::equal_known(&self.__fields(), &other.__fields())
    }
}
#[automatically_derived]
impl ::countersign::Build for GetRelease {
    type Builder<Via> = GetReleaseBuilder<Via>;
    fn builder_via<Via>(via: Via) -> GetReleaseBuilder<Via> {
        GetReleaseBuilder {
            via,
            required: (::countersign::builder::Missing,),
            optional: (),
        }
    }
}
impl GetRelease {
    ///Starts a `get_release` request. Required: `id`.
    pub fn builder() -> GetReleaseBuilder {
        <Self as ::countersign::Build>::builder_via(())
    }
    fn __fields(&self) -> [&dyn ::countersign::__private::KnownField; 1] {
        [&self.id]
    }
}
///A builder of [`GetRelease`].
#[must_use = "a builder does nothing until its request is built or sent"]
pub struct GetReleaseBuilder<Via = (), IdState = ::countersign::builder::Missing> {
    via: Via,
    required: (IdState,),
    optional: (),
}
const _: () = {
    #[diagnostic::on_unimplemented(
        message = "`get_release` needs its parameter `id`, which was not set",
        label = "`.id(…)` is missing before this"
    )]
    pub trait IdIsSet: ::countersign::builder::Provided<u64> {}
    #[diagnostic::do_not_recommend]
    impl IdIsSet for ::countersign::builder::Set<u64> {}
    #[automatically_derived]
    impl<Via, IdState> ::core::fmt::Debug for GetReleaseBuilder<Via, IdState> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("GetReleaseBuilder { .. }")
        }
    }
    impl<Via, IdState> GetReleaseBuilder<Via, IdState> {
        ///Sets `id`.
        pub fn id(
            self,
            value: u64,
        ) -> GetReleaseBuilder<Via, ::countersign::builder::Set<u64>>
        where
            IdState: ::countersign::builder::Unset,
        {
            GetReleaseBuilder {
                via: self.via,
                required: (::countersign::builder::Set(value),),
                optional: self.optional,
            }
        }
        /// Returns the request, without sending it. Its values are checked when it is prepared or sent.
        #[must_use = "building a request does not send it"]
        pub fn build(self) -> GetRelease
        where
            IdState: IdIsSet,
        {
            GetRelease {
                id: ::countersign::builder::Provided::into_value(self.required.0),
            }
        }
        /// Sends the request through the client that the builder came from.
        pub fn send(
            self,
        ) -> <Via as ::countersign::__private::Bound>::Outcome<GetRelease>
        where
            Via: ::countersign::Caller,
            IdState: IdIsSet,
        {
            let request = GetReleaseBuilder {
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
    impl<Via: ::countersign::builder::Sent, IdState> ::core::future::Future
    for GetReleaseBuilder<Via, IdState> {
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
    let id = "";
    let _ = ::core::format_args!("/releases/{id}");
};
