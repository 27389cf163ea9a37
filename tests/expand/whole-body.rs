#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
#[non_exhaustive]
pub struct Upload {
    pub id: u64,
    pub name: String,
    pub file: Bytes,
}
#[automatically_derived]
impl<Via> ::countersign::__private::Described for UploadBuilder<Via> {
    type Shape = ::countersign::__private::Shape<Upload, 3>;
    const TABLE: ::countersign::__private::Table = ::countersign::__private::Table {
        name: "upload",
        method: ::countersign::operation::Method::Post,
        path: "/releases/{id}/assets",
        retry: ::countersign::operation::RetryClass::Never,
        docs: "",
        rows: &[["id", "id", ""], ["name", "name", ""], ["file", "", ""]],
        ranks: &[1, 2, 0],
        kinds: &[
            ::countersign::__private::kinds::<
                (u64, String, ::countersign::__private::Value),
            >(),
        ],
        facts: &[
            (0, ::countersign::__private::Fact::InPath),
            (2, ::countersign::__private::Fact::InBody),
            (
                2,
                ::countersign::__private::Fact::Schema(
                    <Bytes as ::countersign::param::WholeBody>::BODY,
                ),
            ),
            (2, ::countersign::__private::Fact::ContentType("application/zip")),
        ],
    };
    const OPERATION: &'static ::countersign::operation::Operation = &::countersign::__private::operation::<
        Self,
    >()
        .with_body(::countersign::operation::Body::Whole);
}
#[automatically_derived]
impl ::countersign::Endpoint for Upload {
    type Response = Asset;
    const OPERATION: &'static ::countersign::operation::Operation = ::countersign::__private::described::<
        UploadBuilder,
    >();
    fn encode(
        &self,
        to: &mut ::countersign::param::Encoder<'_>,
    ) -> ::core::result::Result<(), ::countersign::param::ParameterError> {
        to.all(0, &[&self.id, &self.name])?;
        {
            let _ = <Bytes as ::countersign::param::WholeBody>::BODY;
            let value = &self.file;
            to.whole(2, value)?;
        }
        ::core::result::Result::Ok(())
    }
    fn read_fields(
        from: &::countersign::param::Received<'_>,
    ) -> ::core::result::Result<Self, ::countersign::param::ParameterError> {
        let _ = <Bytes as ::countersign::param::WholeBody>::BODY;
        let fields_0: (u64, String) = match from.all(0) {
            ::core::result::Result::Ok(fields) => fields,
            ::core::result::Result::Err(error) => {
                return ::core::result::Result::Err(error);
            }
        };
        ::core::result::Result::Ok(Self {
            id: fields_0.0,
            name: fields_0.1,
            file: from.whole(2)?,
        })
    }
}
#[automatically_derived]
impl ::countersign::Build for Upload {
    type Builder<Via> = UploadBuilder<Via>;
    fn builder_via<Via>(via: Via) -> UploadBuilder<Via> {
        UploadBuilder {
            via,
            required: (
                ::countersign::builder::Missing,
                ::countersign::builder::Missing,
                ::countersign::builder::Missing,
            ),
            optional: (),
        }
    }
}
impl Upload {
    ///Starts a `upload` request. Required: `id`, `name`, `file`.
    pub fn builder() -> UploadBuilder {
        <Self as ::countersign::Build>::builder_via(())
    }
}
///A builder of [`Upload`].
#[must_use = "a builder does nothing until its request is built or sent"]
pub struct UploadBuilder<
    Via = (),
    IdState = ::countersign::builder::Missing,
    NameState = ::countersign::builder::Missing,
    FileState = ::countersign::builder::Missing,
> {
    via: Via,
    required: (IdState, NameState, FileState),
    optional: (),
}
const _: () = {
    #[diagnostic::on_unimplemented(
        message = "`upload` needs its parameter `id`, which was not set",
        label = "`.id(…)` is missing before this"
    )]
    pub trait IdIsSet: ::countersign::builder::Provided<u64> {}
    #[diagnostic::do_not_recommend]
    impl IdIsSet for ::countersign::builder::Set<u64> {}
    #[diagnostic::on_unimplemented(
        message = "`upload` needs its parameter `name`, which was not set",
        label = "`.name(…)` is missing before this"
    )]
    pub trait NameIsSet: ::countersign::builder::Provided<String> {}
    #[diagnostic::do_not_recommend]
    impl NameIsSet for ::countersign::builder::Set<String> {}
    #[diagnostic::on_unimplemented(
        message = "`upload` needs its parameter `file` (`` on the wire), which was not set",
        label = "`.file(…)` is missing before this"
    )]
    pub trait FileIsSet: ::countersign::builder::Provided<Bytes> {}
    #[diagnostic::do_not_recommend]
    impl FileIsSet for ::countersign::builder::Set<Bytes> {}
    #[automatically_derived]
    impl<Via, IdState, NameState, FileState> ::core::fmt::Debug
    for UploadBuilder<Via, IdState, NameState, FileState> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("UploadBuilder { .. }")
        }
    }
    impl<
        Via,
        IdState,
        NameState,
        FileState,
    > UploadBuilder<Via, IdState, NameState, FileState> {
        ///Sets `id`.
        pub fn id(
            self,
            value: u64,
        ) -> UploadBuilder<Via, ::countersign::builder::Set<u64>, NameState, FileState>
        where
            IdState: ::countersign::builder::Unset,
        {
            UploadBuilder {
                via: self.via,
                required: (
                    ::countersign::builder::Set(value),
                    self.required.1,
                    self.required.2,
                ),
                optional: self.optional,
            }
        }
        ///Sets `name`.
        pub fn name(
            self,
            value: impl ::core::convert::Into<String>,
        ) -> UploadBuilder<Via, IdState, ::countersign::builder::Set<String>, FileState>
        where
            NameState: ::countersign::builder::Unset,
        {
            UploadBuilder {
                via: self.via,
                required: (
                    self.required.0,
                    ::countersign::builder::Set(::core::convert::Into::into(value)),
                    self.required.2,
                ),
                optional: self.optional,
            }
        }
        ///Sets `file` (`` on the wire).
        pub fn file(
            self,
            value: impl ::countersign::builder::Argument<Bytes>,
        ) -> UploadBuilder<Via, IdState, NameState, ::countersign::builder::Set<Bytes>>
        where
            FileState: ::countersign::builder::Unset,
        {
            UploadBuilder {
                via: self.via,
                required: (
                    self.required.0,
                    self.required.1,
                    ::countersign::builder::Set(
                        ::countersign::builder::Argument::into_argument(value),
                    ),
                ),
                optional: self.optional,
            }
        }
        /// Returns the request, without sending it. Its values are checked when it is prepared or sent.
        #[must_use = "building a request does not send it"]
        pub fn build(self) -> Upload
        where
            IdState: IdIsSet,
            NameState: NameIsSet,
            FileState: FileIsSet,
        {
            Upload {
                id: ::countersign::builder::Provided::into_value(self.required.0),
                name: ::countersign::builder::Provided::into_value(self.required.1),
                file: ::countersign::builder::Provided::into_value(self.required.2),
            }
        }
        /// Sends the request through the client that the builder came from.
        pub fn send(self) -> <Via as ::countersign::__private::Bound>::Outcome<Upload>
        where
            Via: ::countersign::Caller,
            IdState: IdIsSet,
            NameState: NameIsSet,
            FileState: FileIsSet,
        {
            let request = UploadBuilder {
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
    impl<
        Via: ::countersign::builder::Sent,
        IdState,
        NameState,
        FileState,
    > ::core::future::Future for UploadBuilder<Via, IdState, NameState, FileState> {
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
    let _ = ::core::format_args!("/releases/{id}/assets");
};
