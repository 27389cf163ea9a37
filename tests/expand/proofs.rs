#[derive(::core::clone::Clone)]
#[non_exhaustive]
/// Orders a book.
/**
# Request

`order_book`: `POST /orders`, body `json`, retry `never`, proof `order_id` or `orders.order_id` or `type`, source `vendor`.

A call that is not answered, or whose future is dropped, may have been carried out: keep `number` to look it up by.

| field | on the wire | type | | limits |
|---|---|---|---|---|
| `number` | `number` (body) | `String` | required |  |
*/
pub struct OrderBook {
    /// Your own number.
    pub number: String,
}
#[automatically_derived]
impl<Via> ::countersign::__private::Described for OrderBookBuilder<Via> {
    type Shape = ::countersign::__private::Shape<OrderBook, 1>;
    const TABLE: ::countersign::__private::Table = ::countersign::__private::Table {
        name: "order_book",
        method: ::countersign::operation::Method::Post,
        path: "/orders",
        retry: ::countersign::operation::RetryClass::Never,
        docs: "Orders a book.",
        rows: &[["number", "number", "Your own number."]],
        ranks: &[],
        kinds: &[::countersign::__private::kinds::<(String,)>()],
        facts: &[
            (0, ::countersign::__private::Fact::InBody),
            (0, ::countersign::__private::Fact::Reference),
        ],
    };
    const OPERATION: &'static ::countersign::operation::Operation = &::countersign::__private::operation::<
        Self,
    >()
        .with_body(::countersign::operation::Body::Json)
        .with_proof(
            &[
                ::countersign::operation::DataPath::new(&["order_id"]),
                ::countersign::operation::DataPath::new(&["orders", "order_id"]),
                ::countersign::operation::DataPath::new(&["type"]),
            ],
        );
}
#[automatically_derived]
impl ::countersign::Endpoint for OrderBook {
    type Response = Ordered;
    const OPERATION: &'static ::countersign::operation::Operation = ::countersign::__private::described::<
        OrderBookBuilder,
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
        let fields_0: (String,) = match from.all(0) {
            ::core::result::Result::Ok(fields) => fields,
            ::core::result::Result::Err(error) => {
                return ::core::result::Result::Err(error);
            }
        };
        ::core::result::Result::Ok(Self { number: fields_0.0 })
    }
}
#[automatically_derived]
impl ::core::fmt::Debug for OrderBook {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::countersign::__private::debug_known::<Self>(f, "OrderBook", &self.__fields())
    }
}
#[automatically_derived]
impl ::core::cmp::PartialEq for OrderBook {
    fn eq(&self, other: &Self) -> bool {
        ::countersign::__private::equal_known(&self.__fields(), &other.__fields())
    }
}
#[automatically_derived]
impl ::countersign::Build for OrderBook {
    type Builder<Via> = OrderBookBuilder<Via>;
    fn builder_via<Via>(via: Via) -> OrderBookBuilder<Via> {
        OrderBookBuilder {
            via,
            required: (::countersign::builder::Missing,),
            optional: (),
        }
    }
}
impl OrderBook {
    ///Starts a `order_book` request. Required: `number`.
    pub fn builder() -> OrderBookBuilder {
        <Self as ::countersign::Build>::builder_via(())
    }
    fn __fields(&self) -> [&dyn ::countersign::__private::KnownField; 1] {
        [&self.number]
    }
}
///A builder of [`OrderBook`].
#[must_use = "a builder does nothing until its request is built or sent"]
pub struct OrderBookBuilder<Via = (), NumberState = ::countersign::builder::Missing> {
    via: Via,
    required: (NumberState,),
    optional: (),
}
const _: () = {
    #[diagnostic::on_unimplemented(
        message = "`order_book` needs its parameter `number`, which was not set",
        label = "`.number(…)` is missing before this"
    )]
    pub trait NumberIsSet: ::countersign::builder::Provided<String> {}
    #[diagnostic::do_not_recommend]
    impl NumberIsSet for ::countersign::builder::Set<String> {}
    #[automatically_derived]
    impl<Via, NumberState> ::core::fmt::Debug for OrderBookBuilder<Via, NumberState> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("OrderBookBuilder { .. }")
        }
    }
    impl<Via, NumberState> OrderBookBuilder<Via, NumberState> {
        /// Your own number.
        pub fn number(
            self,
            value: impl ::core::convert::Into<String>,
        ) -> OrderBookBuilder<Via, ::countersign::builder::Set<String>>
        where
            NumberState: ::countersign::builder::Unset,
        {
            OrderBookBuilder {
                via: self.via,
                required: (
                    ::countersign::builder::Set(::core::convert::Into::into(value)),
                ),
                optional: self.optional,
            }
        }
        /// Returns the request, without sending it. Its values are checked when it is prepared or sent.
        #[must_use = "building a request does not send it"]
        pub fn build(self) -> OrderBook
        where
            NumberState: NumberIsSet,
        {
            OrderBook {
                number: ::countersign::builder::Provided::into_value(self.required.0),
            }
        }
        /// Sends the request through the client that the builder came from.
        pub fn send(self) -> <Via as ::countersign::__private::Bound>::Outcome<OrderBook>
        where
            Via: ::countersign::Caller,
            NumberState: NumberIsSet,
        {
            let request = OrderBookBuilder {
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
    impl<Via: ::countersign::builder::Sent, NumberState> ::core::future::Future
    for OrderBookBuilder<Via, NumberState> {
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
    let _ = |value: &<OrderBook as ::countersign::Endpoint>::Response| {
        let ::core::option::Option::Some(value) = <<OrderBook as ::countersign::Endpoint>::Response as ::countersign::__private::Inside>::first(
            value,
        ) else { return };
        ::countersign::__private::Proof::is_one(&value.order_id);
    };
    let _ = |value: &<OrderBook as ::countersign::Endpoint>::Response| {
        let ::core::option::Option::Some(value) = <<OrderBook as ::countersign::Endpoint>::Response as ::countersign::__private::Inside>::first(
            value,
        ) else { return };
        let ::core::option::Option::Some(value) = ::countersign::__private::Inside::first(
            &value.orders,
        ) else { return };
        ::countersign::__private::Proof::is_one(&value.order_id);
    };
    let _ = |value: &<OrderBook as ::countersign::Endpoint>::Response| {
        let ::core::option::Option::Some(value) = <<OrderBook as ::countersign::Endpoint>::Response as ::countersign::__private::Inside>::first(
            value,
        ) else { return };
        ::countersign::__private::Proof::is_one(&value.r#type);
    };
};
