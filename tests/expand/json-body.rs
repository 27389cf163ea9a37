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
    type Shape = ::countersign::__private::Shape<CreateOrder, 5>;
    const TABLE: ::countersign::__private::Table = ::countersign::__private::Table {
        name: "create_order",
        method: ::countersign::operation::Method::Post,
        path: "/orders",
        retry: ::countersign::operation::RetryClass::Never,
        docs: "",
        rows: &[
            ["address", "address", ""],
            ["total", "total", ""],
            ["order_reference", "orderReference", ""],
            ["trial", "trial", ""],
            ["shop", "x-shop", ""],
        ],
        ranks: &[0, 2, 1, 3, 4],
        kinds: &[
            ::countersign::__private::kinds::<
                (
                    ::countersign::__private::Value,
                    String,
                    Option<String>,
                    Option<bool>,
                    Option<String>,
                ),
            >(),
        ],
        facts: &[
            (0, ::countersign::__private::Fact::InBody),
            (
                0,
                ::countersign::__private::Fact::Schema({
                    let _ = <Address as ::countersign::ParamValue>::parse;
                    <Address as ::countersign::Decode>::SCHEMA
                }),
            ),
            (1, ::countersign::__private::Fact::InBody),
            (1, ::countersign::__private::Fact::Number),
            (2, ::countersign::__private::Fact::InBody),
            (2, ::countersign::__private::Fact::Reference),
            (4, ::countersign::__private::Fact::InHeader),
        ],
    };
    const OPERATION: &'static ::countersign::operation::Operation = &::countersign::__private::operation::<
        Self,
    >()
        .with_body(::countersign::operation::Body::Json);
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
        let fields_1: (String, Option<String>, Option<bool>, Option<String>) = match from
            .all(1)
        {
            ::core::result::Result::Ok(fields) => fields,
            ::core::result::Result::Err(error) => {
                return ::core::result::Result::Err(error);
            }
        };
        ::core::result::Result::Ok(Self {
            address: from.required(0)?,
            total: fields_1.0,
            order_reference: fields_1.1,
            trial: fields_1.2,
            shop: fields_1.3,
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
            ::countersign::__private::when_some(self, value, set)
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
