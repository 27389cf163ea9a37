#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
#[non_exhaustive]
/// Says that it is there.
/**
# Request

`log_out`: `DELETE /session`, scheme `public`, retry `never`, source `vendor`.

A call that is not answered, or whose future is dropped, may have been carried out: look up its effect before calling again.
*/
pub struct LogOut;
#[automatically_derived]
impl<Via> vendor::countersign::__private::Described for LogOutBuilder<Via> {
    type Shape = vendor::countersign::__private::Shape<LogOut, 0>;
    const TABLE: vendor::countersign::__private::Table = vendor::countersign::__private::Table {
        name: "log_out",
        method: vendor::countersign::operation::Method::Delete,
        path: "/session",
        retry: vendor::countersign::operation::RetryClass::Never,
        docs: "Says that it is there.",
        rows: &[],
        ranks: &[],
        kinds: &[],
        facts: &[],
    };
    const OPERATION: &'static vendor::countersign::operation::Operation = &vendor::countersign::__private::operation::<
        Self,
    >()
        .with_auth(::core::option::Option::Some("public"));
}
#[automatically_derived]
impl vendor::countersign::Endpoint for LogOut {
    type Response = vendor::countersign::__private::Value;
    const OPERATION: &'static vendor::countersign::operation::Operation = vendor::countersign::__private::described::<
        LogOutBuilder,
    >();
    fn encode(
        &self,
        to: &mut vendor::countersign::param::Encoder<'_>,
    ) -> ::core::result::Result<(), vendor::countersign::param::ParameterError> {
        ::core::result::Result::Ok(())
    }
    fn read_fields(
        from: &vendor::countersign::param::Received<'_>,
    ) -> ::core::result::Result<Self, vendor::countersign::param::ParameterError> {
        ::core::result::Result::Ok(Self {})
    }
}
#[automatically_derived]
impl vendor::countersign::Build for LogOut {
    type Builder<Via> = LogOutBuilder<Via>;
    fn builder_via<Via>(via: Via) -> LogOutBuilder<Via> {
        LogOutBuilder {
            via,
            required: (),
            optional: (),
        }
    }
}
impl LogOut {
    ///Starts a `log_out` request. Required: nothing.
    pub fn builder() -> LogOutBuilder {
        <Self as vendor::countersign::Build>::builder_via(())
    }
}
///A builder of [`LogOut`].
#[must_use = "a builder does nothing until its request is built or sent"]
pub struct LogOutBuilder<Via = ()> {
    via: Via,
    required: (),
    optional: (),
}
const _: () = {
    #[automatically_derived]
    impl<Via> ::core::fmt::Debug for LogOutBuilder<Via> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("LogOutBuilder { .. }")
        }
    }
    impl<Via> LogOutBuilder<Via> {
        /// Returns the request, without sending it. Its values are checked when it is prepared or sent.
        #[must_use = "building a request does not send it"]
        pub fn build(self) -> LogOut {
            LogOut {}
        }
        /// Sends the request through the client that the builder came from.
        pub fn send(
            self,
        ) -> <Via as vendor::countersign::__private::Bound>::Outcome<LogOut>
        where
            Via: vendor::countersign::Caller,
        {
            let request = LogOutBuilder {
                via: (),
                required: self.required,
                optional: self.optional,
            }
                .build();
            vendor::countersign::Caller::call(self.via, request)
        }
    }
    #[doc(hidden)]
    #[automatically_derived]
    impl<Via: vendor::countersign::builder::Sent> ::core::future::Future
    for LogOutBuilder<Via> {
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
impl<
    __Schemes: vendor::countersign::__private::SchemeNames,
> vendor::countersign::__private::Picks<__Schemes> for LogOut {
    const PICKS: bool = vendor::countersign::__private::picks::<__Schemes>("public");
}
