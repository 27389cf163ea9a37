#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
#[non_exhaustive]
pub struct CreateOrder {
    pub address: Address,
    pub total: String,
    pub order_reference: Option<String>,
    pub trial: Option<bool>,
    pub shop: Option<String>,
}
#[automatically_derived]
impl<Via> ::countersign::__private::Described for CreateOrderBuilder<Via> {
    const OPERATION: &'static ::countersign::operation::Operation = &::countersign::operation::Operation::new(
            "create_order",
            ::countersign::operation::Method::Post,
            ::countersign::__private::path("/orders"),
        )
        .with_body(::countersign::operation::Body::Json)
        .with_parameters(
            &::countersign::__private::Columns::new::<
                (
                    ::countersign::__private::Value,
                    String,
                    Option<String>,
                    Option<bool>,
                    Option<String>,
                ),
            >([
                    ["address", "address", ""],
                    ["total", "total", ""],
                    ["order_reference", "orderReference", ""],
                    ["trial", "trial", ""],
                    ["shop", "x-shop", ""],
                ])
                .in_body(&[0, 1, 2])
                .schema(
                    &[
                        (
                            0,
                            {
                                let _ = <Address as ::countersign::ParamValue>::parse;
                                <Address as ::countersign::Decode>::SCHEMA
                            },
                        ),
                    ],
                )
                .number(&[1])
                .reference(&[2])
                .in_header(&[4])
                .ranks([0, 2, 1, 3, 4])
                .all(),
        )
        .with_response(::countersign::__private::response_schema::<CreateOrder>());
}
#[automatically_derived]
impl ::countersign::Endpoint for CreateOrder {
    type Response = Order;
    const OPERATION: &'static ::countersign::operation::Operation = ::countersign::__private::described::<
        CreateOrderBuilder,
    >();
    fn encode(
        &self,
        to: &mut ::countersign::param::Encoder<'_>,
    ) -> ::core::result::Result<(), ::countersign::param::ParameterError> {
        {
            let _ = <Address as ::countersign::ParamValue>::parse;
            let value = &self.address;
            to.required(0, value)?;
        }
        to.all(1, &[&self.total, &self.order_reference, &self.trial, &self.shop])
    }
    fn read_fields(
        from: &::countersign::param::Received<'_>,
    ) -> ::core::result::Result<Self, ::countersign::param::ParameterError> {
        let _ = <Address as ::countersign::ParamValue>::parse;
        let (field_1, field_2, field_3, field_4): (_, _, _, _) = from.all(1)?;
        ::core::result::Result::Ok(Self {
            address: from.required(0)?,
            total: field_1,
            order_reference: field_2,
            trial: field_3,
            shop: field_4,
        })
    }
}
#[automatically_derived]
impl ::countersign::Build for CreateOrder {
    type Builder<Via> = CreateOrderBuilder<Via>;
    fn builder_via<Via>(via: Via) -> CreateOrderBuilder<Via> {
        CreateOrderBuilder {
            via,
            required: (::countersign::builder::Missing, ::countersign::builder::Missing),
            optional: (
                ::core::option::Option::None,
                ::core::option::Option::None,
                ::core::option::Option::None,
            ),
        }
    }
}
impl CreateOrder {
    ///Starts a `create_order` request. Required: `address`, `total`.
    pub fn builder() -> CreateOrderBuilder {
        <Self as ::countersign::Build>::builder_via(())
    }
}
///A builder of [`CreateOrder`].
#[must_use = "a builder does nothing until its request is built or sent"]
pub struct CreateOrderBuilder<
    Via = (),
    AddressState = ::countersign::builder::Missing,
    TotalState = ::countersign::builder::Missing,
> {
    via: Via,
    required: (AddressState, TotalState),
    optional: (Option<String>, Option<bool>, Option<String>),
}
const _: () = {
    #[diagnostic::on_unimplemented(
        message = "`create_order` needs its parameter `address`, which was not set",
        label = "`.address(…)` is missing before this"
    )]
    pub trait AddressIsSet: ::countersign::builder::Provided<Address> {}
    #[diagnostic::do_not_recommend]
    impl AddressIsSet for ::countersign::builder::Set<Address> {}
    #[diagnostic::on_unimplemented(
        message = "`create_order` needs its parameter `total`, which was not set",
        label = "`.total(…)` is missing before this"
    )]
    pub trait TotalIsSet: ::countersign::builder::Provided<String> {}
    #[diagnostic::do_not_recommend]
    impl TotalIsSet for ::countersign::builder::Set<String> {}
    #[automatically_derived]
    impl<Via, AddressState, TotalState> ::core::fmt::Debug
    for CreateOrderBuilder<Via, AddressState, TotalState> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("CreateOrderBuilder { .. }")
        }
    }
    impl<
        Via,
        AddressState,
        TotalState,
    > CreateOrderBuilder<Via, AddressState, TotalState> {
        ///Sets `address`.
        pub fn address(
            self,
            value: impl ::countersign::builder::Argument<Address>,
        ) -> CreateOrderBuilder<Via, ::countersign::builder::Set<Address>, TotalState>
        where
            AddressState: ::countersign::builder::Unset,
        {
            CreateOrderBuilder {
                via: self.via,
                required: (
                    ::countersign::builder::Set(
                        ::countersign::builder::Argument::into_argument(value),
                    ),
                    self.required.1,
                ),
                optional: self.optional,
            }
        }
        ///Sets `total`.
        pub fn total(
            self,
            value: impl ::core::convert::Into<String>,
        ) -> CreateOrderBuilder<Via, AddressState, ::countersign::builder::Set<String>>
        where
            TotalState: ::countersign::builder::Unset,
        {
            CreateOrderBuilder {
                via: self.via,
                required: (
                    self.required.0,
                    ::countersign::builder::Set(::core::convert::Into::into(value)),
                ),
                optional: self.optional,
            }
        }
        ///Sets `order_reference` (`orderReference` on the wire).
        pub fn order_reference(
            mut self,
            value: impl ::core::convert::Into<String>,
        ) -> Self {
            self.optional.0 = ::core::option::Option::Some(
                ::core::convert::Into::into(value),
            );
            self
        }
        ///Sets `trial`.
        pub fn trial(mut self, value: bool) -> Self {
            self.optional.1 = ::core::option::Option::Some(value);
            self
        }
        ///Sets `shop` (`x-shop` on the wire).
        pub fn shop(mut self, value: impl ::core::convert::Into<String>) -> Self {
            self.optional.2 = ::core::option::Option::Some(
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
            match value {
                ::core::option::Option::Some(value) => set(self, value),
                ::core::option::Option::None => self,
            }
        }
        /// Returns the request, without sending it. Its values are checked when it is prepared or sent.
        #[must_use = "building a request does not send it"]
        pub fn build(self) -> CreateOrder
        where
            AddressState: AddressIsSet,
            TotalState: TotalIsSet,
        {
            CreateOrder {
                address: ::countersign::builder::Provided::into_value(self.required.0),
                total: ::countersign::builder::Provided::into_value(self.required.1),
                order_reference: self.optional.0,
                trial: self.optional.1,
                shop: self.optional.2,
            }
        }
        /// Sends the request through the client that the builder came from.
        pub fn send(
            self,
        ) -> <Via as ::countersign::__private::Bound>::Outcome<CreateOrder>
        where
            Via: ::countersign::Caller,
            AddressState: AddressIsSet,
            TotalState: TotalIsSet,
        {
            let request = CreateOrderBuilder {
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
        AddressState,
        TotalState,
    > ::core::future::Future for CreateOrderBuilder<Via, AddressState, TotalState> {
        type Output = Via::Outcome;
        fn poll(
            self: ::core::pin::Pin<&mut Self>,
            _: &mut ::core::task::Context<'_>,
        ) -> ::core::task::Poll<Via::Outcome> {
            ::core::task::Poll::Pending
        }
    }
};
