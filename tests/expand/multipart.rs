#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
#[non_exhaustive]
pub struct UploadImage {
    pub image: File,
    pub title: Option<String>,
}
#[automatically_derived]
impl<Via> ::countersign::__private::Described for UploadImageBuilder<Via> {
    type Shape = ::countersign::__private::Shape<UploadImage, 2>;
    const TABLE: ::countersign::__private::Table = ::countersign::__private::Table {
        name: "upload_image",
        method: ::countersign::operation::Method::Post,
        path: "/images",
        retry: ::countersign::operation::RetryClass::Never,
        docs: "",
        rows: &[["image", "image", ""], ["title", "title", ""]],
        ranks: &[0, 1],
        kinds: &[
            ::countersign::__private::kinds::<
                (::countersign::__private::Value, Option<String>),
            >(),
        ],
        facts: &[
            (0, ::countersign::__private::Fact::InBody),
            (
                0,
                ::countersign::__private::Fact::Schema({
                    let _ = <File as ::countersign::ParamValue>::parse;
                    <File as ::countersign::Decode>::SCHEMA
                }),
            ),
            (1, ::countersign::__private::Fact::InBody),
        ],
    };
    const OPERATION: &'static ::countersign::operation::Operation = &::countersign::__private::operation::<
        Self,
    >()
        .with_body(::countersign::operation::Body::Multipart)
        .with_confirm(false);
}
#[automatically_derived]
impl ::countersign::Endpoint for UploadImage {
    type Response = ImageId;
    const OPERATION: &'static ::countersign::operation::Operation = ::countersign::__private::described::<
        UploadImageBuilder,
    >();
    fn encode(
        &self,
        to: &mut ::countersign::param::Encoder<'_>,
    ) -> ::core::result::Result<(), ::countersign::param::ParameterError> {
        {
            let _ = <File as ::countersign::ParamValue>::parse;
            let value = &self.image;
            to.required(0, value)?;
        }
        to.all(1, &[&self.title])
    }
    fn read_fields(
        from: &::countersign::param::Received<'_>,
    ) -> ::core::result::Result<Self, ::countersign::param::ParameterError> {
        let _ = <File as ::countersign::ParamValue>::parse;
        let fields_1: (Option<String>,) = match from.all(1) {
            ::core::result::Result::Ok(fields) => fields,
            ::core::result::Result::Err(error) => {
                return ::core::result::Result::Err(error);
            }
        };
        ::core::result::Result::Ok(Self {
            image: from.required(0)?,
            title: fields_1.0,
        })
    }
}
#[automatically_derived]
impl ::countersign::Build for UploadImage {
    type Builder<Via> = UploadImageBuilder<Via>;
    fn builder_via<Via>(via: Via) -> UploadImageBuilder<Via> {
        UploadImageBuilder {
            via,
            required: (::countersign::builder::Missing,),
            optional: (::core::option::Option::None,),
        }
    }
}
impl UploadImage {
    ///Starts a `upload_image` request. Required: `image`.
    pub fn builder() -> UploadImageBuilder {
        <Self as ::countersign::Build>::builder_via(())
    }
}
///A builder of [`UploadImage`].
#[must_use = "a builder does nothing until its request is built or sent"]
pub struct UploadImageBuilder<Via = (), ImageState = ::countersign::builder::Missing> {
    via: Via,
    required: (ImageState,),
    optional: (Option<String>,),
}
const _: () = {
    #[diagnostic::on_unimplemented(
        message = "`upload_image` needs its parameter `image`, which was not set",
        label = "`.image(…)` is missing before this"
    )]
    pub trait ImageIsSet: ::countersign::builder::Provided<File> {}
    #[diagnostic::do_not_recommend]
    impl ImageIsSet for ::countersign::builder::Set<File> {}
    #[automatically_derived]
    impl<Via, ImageState> ::core::fmt::Debug for UploadImageBuilder<Via, ImageState> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("UploadImageBuilder { .. }")
        }
    }
    impl<Via, ImageState> UploadImageBuilder<Via, ImageState> {
        ///Sets `image`.
        pub fn image(
            self,
            value: impl ::countersign::builder::Argument<File>,
        ) -> UploadImageBuilder<Via, ::countersign::builder::Set<File>>
        where
            ImageState: ::countersign::builder::Unset,
        {
            UploadImageBuilder {
                via: self.via,
                required: (
                    ::countersign::builder::Set(
                        ::countersign::builder::Argument::into_argument(value),
                    ),
                ),
                optional: self.optional,
            }
        }
        ///Sets `title`.
        pub fn title(mut self, value: impl ::core::convert::Into<String>) -> Self {
            self.optional.0 = ::core::option::Option::Some(
                ::core::convert::Into::into(value),
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
        pub fn build(self) -> UploadImage
        where
            ImageState: ImageIsSet,
        {
            UploadImage {
                image: ::countersign::builder::Provided::into_value(self.required.0),
                title: self.optional.0,
            }
        }
        /// Sends the request through the client that the builder came from.
        pub fn send(
            self,
        ) -> <Via as ::countersign::__private::Bound>::Outcome<UploadImage>
        where
            Via: ::countersign::Caller,
            ImageState: ImageIsSet,
        {
            let request = UploadImageBuilder {
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
    impl<Via: ::countersign::builder::Sent, ImageState> ::core::future::Future
    for UploadImageBuilder<Via, ImageState> {
        type Output = Via::Outcome;
        fn poll(
            self: ::core::pin::Pin<&mut Self>,
            _: &mut ::core::task::Context<'_>,
        ) -> ::core::task::Poll<Via::Outcome> {
            ::core::task::Poll::Pending
        }
    }
};
