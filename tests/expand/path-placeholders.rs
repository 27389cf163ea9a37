#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
#[non_exhaustive]
pub struct OfferOfShop {
    pub shop_id: u64,
    pub r#type: OfferType,
}
#[automatically_derived]
impl<Via> ::countersign::__private::Described for OfferOfShopBuilder<Via> {
    type Shape = ::countersign::__private::Shape<OfferOfShop, 2>;
    const TABLE: ::countersign::__private::Table = ::countersign::__private::Table {
        name: "offer",
        method: ::countersign::operation::Method::Get,
        path: "/shops/{shop_id}/offers/{type}",
        retry: ::countersign::operation::RetryClass::Safe,
        docs: "",
        rows: &[["shop_id", "shopId", ""], ["type", "type", ""]],
        ranks: &[0, 1],
        kinds: &[
            ::countersign::__private::kinds::<(u64, ::countersign::__private::Value)>(),
        ],
        facts: &[
            (0, ::countersign::__private::Fact::InPath),
            (1, ::countersign::__private::Fact::InPath),
            (
                1,
                ::countersign::__private::Fact::Schema({
                    let _ = <OfferType as ::countersign::ParamValue>::parse;
                    <OfferType as ::countersign::Decode>::SCHEMA
                }),
            ),
        ],
    };
    const OPERATION: &'static ::countersign::operation::Operation = &::countersign::__private::operation::<
        Self,
    >()
        .with_docs_url(::core::option::Option::Some("https://docs.example/offer"));
}
#[automatically_derived]
impl ::countersign::Endpoint for OfferOfShop {
    type Response = ::countersign::__private::Value;
    const OPERATION: &'static ::countersign::operation::Operation = ::countersign::__private::described::<
        OfferOfShopBuilder,
    >();
    fn encode(
        &self,
        to: &mut ::countersign::param::Encoder<'_>,
    ) -> ::core::result::Result<(), ::countersign::param::ParameterError> {
        to.all(0, &[&self.shop_id])?;
        {
            let _ = <OfferType as ::countersign::ParamValue>::parse;
            let value = &self.r#type;
            to.required(1, value)?;
        }
        ::core::result::Result::Ok(())
    }
    fn read_fields(
        from: &::countersign::param::Received<'_>,
    ) -> ::core::result::Result<Self, ::countersign::param::ParameterError> {
        let _ = <OfferType as ::countersign::ParamValue>::parse;
        let fields_0: (u64,) = match from.all(0) {
            ::core::result::Result::Ok(fields) => fields,
            ::core::result::Result::Err(error) => {
                return ::core::result::Result::Err(error);
            }
        };
        ::core::result::Result::Ok(Self {
            shop_id: fields_0.0,
            r#type: from.required(1)?,
        })
    }
}
#[automatically_derived]
impl ::countersign::Build for OfferOfShop {
    type Builder<Via> = OfferOfShopBuilder<Via>;
    fn builder_via<Via>(via: Via) -> OfferOfShopBuilder<Via> {
        OfferOfShopBuilder {
            via,
            required: (::countersign::builder::Missing, ::countersign::builder::Missing),
            optional: (),
        }
    }
}
impl OfferOfShop {
    ///Starts a `offer` request. Required: `shop_id`, `type`.
    pub fn builder() -> OfferOfShopBuilder {
        <Self as ::countersign::Build>::builder_via(())
    }
}
///A builder of [`OfferOfShop`].
#[must_use = "a builder does nothing until its request is built or sent"]
pub struct OfferOfShopBuilder<
    Via = (),
    ShopIdState = ::countersign::builder::Missing,
    TypeState = ::countersign::builder::Missing,
> {
    via: Via,
    required: (ShopIdState, TypeState),
    optional: (),
}
const _: () = {
    #[diagnostic::on_unimplemented(
        message = "`offer` needs its parameter `shop_id` (`shopId` on the wire), which was not set",
        label = "`.shop_id(…)` is missing before this"
    )]
    pub trait ShopIdIsSet: ::countersign::builder::Provided<u64> {}
    #[diagnostic::do_not_recommend]
    impl ShopIdIsSet for ::countersign::builder::Set<u64> {}
    #[diagnostic::on_unimplemented(
        message = "`offer` needs its parameter `type`, which was not set",
        label = "`.type(…)` is missing before this"
    )]
    pub trait TypeIsSet: ::countersign::builder::Provided<OfferType> {}
    #[diagnostic::do_not_recommend]
    impl TypeIsSet for ::countersign::builder::Set<OfferType> {}
    #[automatically_derived]
    impl<Via, ShopIdState, TypeState> ::core::fmt::Debug
    for OfferOfShopBuilder<Via, ShopIdState, TypeState> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("OfferOfShopBuilder { .. }")
        }
    }
    impl<Via, ShopIdState, TypeState> OfferOfShopBuilder<Via, ShopIdState, TypeState> {
        ///Sets `shop_id` (`shopId` on the wire).
        pub fn shop_id(
            self,
            value: u64,
        ) -> OfferOfShopBuilder<Via, ::countersign::builder::Set<u64>, TypeState>
        where
            ShopIdState: ::countersign::builder::Unset,
        {
            OfferOfShopBuilder {
                via: self.via,
                required: (::countersign::builder::Set(value), self.required.1),
                optional: self.optional,
            }
        }
        ///Sets `type`.
        pub fn r#type(
            self,
            value: impl ::countersign::builder::Argument<OfferType>,
        ) -> OfferOfShopBuilder<Via, ShopIdState, ::countersign::builder::Set<OfferType>>
        where
            TypeState: ::countersign::builder::Unset,
        {
            OfferOfShopBuilder {
                via: self.via,
                required: (
                    self.required.0,
                    ::countersign::builder::Set(
                        ::countersign::builder::Argument::into_argument(value),
                    ),
                ),
                optional: self.optional,
            }
        }
        /// Returns the request, without sending it. Its values are checked when it is prepared or sent.
        #[must_use = "building a request does not send it"]
        pub fn build(self) -> OfferOfShop
        where
            ShopIdState: ShopIdIsSet,
            TypeState: TypeIsSet,
        {
            OfferOfShop {
                shop_id: ::countersign::builder::Provided::into_value(self.required.0),
                r#type: ::countersign::builder::Provided::into_value(self.required.1),
            }
        }
        /// Sends the request through the client that the builder came from.
        pub fn send(
            self,
        ) -> <Via as ::countersign::__private::Bound>::Outcome<OfferOfShop>
        where
            Via: ::countersign::Caller,
            ShopIdState: ShopIdIsSet,
            TypeState: TypeIsSet,
        {
            let request = OfferOfShopBuilder {
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
        ShopIdState,
        TypeState,
    > ::core::future::Future for OfferOfShopBuilder<Via, ShopIdState, TypeState> {
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
    let shop_id = "";
    let r#type = "";
    let _ = ::core::format_args!("/shops/{shop_id}/offers/{type}");
};
