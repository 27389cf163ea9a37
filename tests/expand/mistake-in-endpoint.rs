#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
#[non_exhaustive]
pub struct Offer {
    pub offer_id: u64,
    pub page: u32,
}
#[automatically_derived]
impl ::countersign::Endpoint for Offer {
    type Response = ::countersign::__private::Value;
    const OPERATION: &'static ::countersign::operation::Operation = &::countersign::__private::unknown_operation(
        "offer",
        "/offer",
    );
    fn encode(
        &self,
        to: &mut ::countersign::param::Encoder<'_>,
    ) -> ::core::result::Result<(), ::countersign::param::ParameterError> {
        ::core::unreachable!()
    }
    fn read_fields(
        from: &::countersign::param::Received<'_>,
    ) -> ::core::result::Result<Self, ::countersign::param::ParameterError> {
        ::core::unreachable!()
    }
}
#[automatically_derived]
impl ::countersign::Build for Offer {
    type Builder<Via> = OfferBuilder<Via>;
    fn builder_via<Via>(via: Via) -> OfferBuilder<Via> {
        ::core::unreachable!()
    }
}
impl Offer {
    ///Starts a `offer` request. Required: `offer_id`, `page`.
    pub fn builder() -> OfferBuilder {
        <Self as ::countersign::Build>::builder_via(())
    }
}
///A builder of [`Offer`].
#[must_use = "a builder does nothing until its request is built or sent"]
pub struct OfferBuilder<
    Via = (),
    OfferIdState = ::countersign::builder::Missing,
    PageState = ::countersign::builder::Missing,
> {
    via: Via,
    required: (OfferIdState, PageState),
    optional: (),
}
const _: () = {
    #[diagnostic::on_unimplemented(
        message = "`offer` needs its parameter `offer_id` (`offerId` on the wire), which was not set",
        label = "`.offer_id(…)` is missing before this"
    )]
    pub trait OfferIdIsSet: ::countersign::builder::Provided<u64> {}
    #[diagnostic::do_not_recommend]
    impl OfferIdIsSet for ::countersign::builder::Set<u64> {}
    #[diagnostic::on_unimplemented(
        message = "`offer` needs its parameter `page`, which was not set",
        label = "`.page(…)` is missing before this"
    )]
    pub trait PageIsSet: ::countersign::builder::Provided<u32> {}
    #[diagnostic::do_not_recommend]
    impl PageIsSet for ::countersign::builder::Set<u32> {}
    #[automatically_derived]
    impl<Via, OfferIdState, PageState> ::core::fmt::Debug
    for OfferBuilder<Via, OfferIdState, PageState> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("OfferBuilder { .. }")
        }
    }
    impl<Via, OfferIdState, PageState> OfferBuilder<Via, OfferIdState, PageState> {
        ///Sets `offer_id` (`offerId` on the wire).
        pub fn offer_id(
            self,
            value: u64,
        ) -> OfferBuilder<Via, ::countersign::builder::Set<u64>, PageState>
        where
            OfferIdState: ::countersign::builder::Unset,
        {
            OfferBuilder {
                via: self.via,
                required: (::countersign::builder::Set(value), self.required.1),
                optional: self.optional,
            }
        }
        ///Sets `page`.
        pub fn page(
            self,
            value: u32,
        ) -> OfferBuilder<Via, OfferIdState, ::countersign::builder::Set<u32>>
        where
            PageState: ::countersign::builder::Unset,
        {
            OfferBuilder {
                via: self.via,
                required: (self.required.0, ::countersign::builder::Set(value)),
                optional: self.optional,
            }
        }
        /// Returns the request, without sending it. Its values are checked when it is prepared or sent.
        #[must_use = "building a request does not send it"]
        pub fn build(self) -> Offer {
            ::core::unreachable!()
        }
        /// Sends the request through the client that the builder came from.
        pub fn send(self) -> <Via as ::countersign::__private::Bound>::Outcome<Offer>
        where
            Via: ::countersign::Caller,
        {
            let request = OfferBuilder {
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
        OfferIdState,
        PageState,
    > ::core::future::Future for OfferBuilder<Via, OfferIdState, PageState> {
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
    let offer_id = "";
    let _ = ::core::format_args!("/offers/{offer_id}");
};
::core::compile_error! {
    "`get` is not a method of an endpoint; did you mean `GET`? valid: `GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE`"
}
::core::compile_error! {
    "unknown key `defalt` in `#[param]`; did you mean `default`? valid: `name`, `in`, `body`, `content_type`, `default`, `join`, `brackets`, `display`, `json`, `number`, `range`, `max_len`, `min_items`, `max_items`, `reference`"
}
