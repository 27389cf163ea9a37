#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
#[non_exhaustive]
/// Counts what was sold.
/**
# Request

`sold`: `GET /sold`, retry `safe`, source `vendor`.

| field | on the wire | type | | limits |
|---|---|---|---|---|
| `first` | `first` (query) | `Date` | required |  |
| `last` | `last` (query) | `Option<Date>` | optional |  |
*/
pub struct Sold {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Option<Date>,
}
#[automatically_derived]
impl<Via> ::countersign::__private::Described for SoldBuilder<Via> {
    type Shape = ::countersign::__private::Shape<Sold, 2>;
    const TABLE: ::countersign::__private::Table = ::countersign::__private::Table {
        name: "sold",
        method: ::countersign::operation::Method::Get,
        path: "/sold",
        retry: ::countersign::operation::RetryClass::Safe,
        docs: "Counts what was sold.",
        rows: &[["first", "first", "First day."], ["last", "last", "Last day."]],
        ranks: &[0, 1],
        kinds: &[
            ::countersign::__private::kinds::<
                (::countersign::__private::Value, ::countersign::__private::Value),
            >(),
        ],
        facts: &[
            (
                0,
                ::countersign::__private::Fact::Schema({
                    let _ = <Date as ::countersign::ParamValue>::parse;
                    <Date as ::countersign::Decode>::SCHEMA
                }),
            ),
            (1, ::countersign::__private::Fact::Optional),
            (
                1,
                ::countersign::__private::Fact::Schema({
                    let _ = <Date as ::countersign::ParamValue>::parse;
                    <Date as ::countersign::Decode>::SCHEMA
                }),
            ),
        ],
    };
    const OPERATION: &'static ::countersign::operation::Operation = &::countersign::__private::operation::<
        Self,
    >()
        .with_spans(&[::countersign::operation::DaySpan::new("first", "last", 3)])
        .with_failure(
            ::core::option::Option::Some(
                ::countersign::operation::PayloadFailure::new("success", "errorCode")
                    .with_message(::core::option::Option::Some("errorMsg")),
            ),
        );
}
#[automatically_derived]
impl ::countersign::Endpoint for Sold {
    type Response = Vec<Day>;
    const OPERATION: &'static ::countersign::operation::Operation = ::countersign::__private::described::<
        SoldBuilder,
    >();
    fn encode(
        &self,
        to: &mut ::countersign::param::Encoder<'_>,
    ) -> ::core::result::Result<(), ::countersign::param::ParameterError> {
        {
            let _ = <Date as ::countersign::ParamValue>::parse;
            let value = &self.first;
            to.required(0, value)?;
        }
        {
            let _ = <Date as ::countersign::ParamValue>::parse;
            let value = &self.last;
            to.optional(1, value)?;
        }
        ::core::result::Result::Ok(())
    }
    fn read_fields(
        from: &::countersign::param::Received<'_>,
    ) -> ::core::result::Result<Self, ::countersign::param::ParameterError> {
        let _ = <Date as ::countersign::ParamValue>::parse;
        let _ = <Date as ::countersign::ParamValue>::parse;
        ::core::result::Result::Ok(Self {
            first: from.required(0)?,
            last: from.optional(1)?,
        })
    }
}
#[automatically_derived]
impl ::countersign::Build for Sold {
    type Builder<Via> = SoldBuilder<Via>;
    fn builder_via<Via>(via: Via) -> SoldBuilder<Via> {
        SoldBuilder {
            via,
            required: (::countersign::builder::Missing,),
            optional: (::core::option::Option::None,),
        }
    }
}
impl Sold {
    ///Starts a `sold` request. Required: `first`.
    pub fn builder() -> SoldBuilder {
        <Self as ::countersign::Build>::builder_via(())
    }
}
///A builder of [`Sold`].
#[must_use = "a builder does nothing until its request is built or sent"]
pub struct SoldBuilder<Via = (), FirstState = ::countersign::builder::Missing> {
    via: Via,
    required: (FirstState,),
    optional: (Option<Date>,),
}
const _: () = {
    #[diagnostic::on_unimplemented(
        message = "`sold` needs its parameter `first`, which was not set",
        label = "`.first(…)` is missing before this"
    )]
    pub trait FirstIsSet: ::countersign::builder::Provided<Date> {}
    #[diagnostic::do_not_recommend]
    impl FirstIsSet for ::countersign::builder::Set<Date> {}
    #[automatically_derived]
    impl<Via, FirstState> ::core::fmt::Debug for SoldBuilder<Via, FirstState> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("SoldBuilder { .. }")
        }
    }
    impl<Via, FirstState> SoldBuilder<Via, FirstState> {
        /// First day.
        pub fn first(
            self,
            value: impl ::countersign::builder::Argument<Date>,
        ) -> SoldBuilder<Via, ::countersign::builder::Set<Date>>
        where
            FirstState: ::countersign::builder::Unset,
        {
            SoldBuilder {
                via: self.via,
                required: (
                    ::countersign::builder::Set(
                        ::countersign::builder::Argument::into_argument(value),
                    ),
                ),
                optional: self.optional,
            }
        }
        /// Last day.
        pub fn last(
            mut self,
            value: impl ::countersign::builder::Argument<Date>,
        ) -> Self {
            self.optional.0 = ::core::option::Option::Some(
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
        pub fn build(self) -> Sold
        where
            FirstState: FirstIsSet,
        {
            Sold {
                first: ::countersign::builder::Provided::into_value(self.required.0),
                last: self.optional.0,
            }
        }
        /// Sends the request through the client that the builder came from.
        pub fn send(self) -> <Via as ::countersign::__private::Bound>::Outcome<Sold>
        where
            Via: ::countersign::Caller,
            FirstState: FirstIsSet,
        {
            let request = SoldBuilder {
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
    impl<Via: ::countersign::builder::Sent, FirstState> ::core::future::Future
    for SoldBuilder<Via, FirstState> {
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
    let () = <Date as ::countersign::__private::Dated>::HOLDS;
    let () = <Date as ::countersign::__private::Dated>::HOLDS;
};
