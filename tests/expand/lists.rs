#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
#[non_exhaustive]
pub struct Offers {
    pub ids: Vec<u64>,
    pub states: Vec<State>,
    pub sizes: Vec<Size>,
}
#[automatically_derived]
impl<Via> ::countersign::__private::Described for OffersBuilder<Via> {
    type Shape = ::countersign::__private::Shape<Offers, 3>;
    const TABLE: ::countersign::__private::Table = ::countersign::__private::Table {
        name: "offers",
        method: ::countersign::operation::Method::Get,
        path: "/offers",
        retry: ::countersign::operation::RetryClass::Safe,
        docs: "",
        rows: &[["ids", "ids", ""], ["states", "states", ""], ["sizes", "sizes", ""]],
        ranks: &[0, 2, 1],
        kinds: &[
            ::countersign::__private::kinds::<
                (
                    Vec<u64>,
                    ::countersign::__private::Value,
                    ::countersign::__private::Value,
                ),
            >(),
        ],
        facts: &[
            (0, ::countersign::__private::Fact::Required),
            (0, ::countersign::__private::Fact::MinItems(1)),
            (0, ::countersign::__private::Fact::MaxItems(50)),
            (1, ::countersign::__private::Fact::List),
            (
                1,
                ::countersign::__private::Fact::Schema(
                    ::countersign::operation::Schema::List(
                        &{
                            let _ = <State as ::countersign::ParamValue>::parse;
                            <State as ::countersign::Decode>::SCHEMA
                        },
                    ),
                ),
            ),
            (1, ::countersign::__private::Fact::Joined(",")),
            (2, ::countersign::__private::Fact::List),
            (
                2,
                ::countersign::__private::Fact::Schema(
                    ::countersign::operation::Schema::List(
                        &{
                            let _ = <Size as ::countersign::ParamValue>::parse;
                            <Size as ::countersign::Decode>::SCHEMA
                        },
                    ),
                ),
            ),
            (2, ::countersign::__private::Fact::JsonText),
        ],
    };
}
#[automatically_derived]
impl ::countersign::Endpoint for Offers {
    type Response = ::countersign::__private::Value;
    const OPERATION: &'static ::countersign::operation::Operation = ::countersign::__private::described::<
        OffersBuilder,
    >();
    fn encode(
        &self,
        to: &mut ::countersign::param::Encoder<'_>,
    ) -> ::core::result::Result<(), ::countersign::param::ParameterError> {
        to.all(0, &[&self.ids])?;
        {
            let _ = <State as ::countersign::ParamValue>::parse;
            let value = &self.states;
            to.list(1, value)?;
        }
        {
            let _ = <Size as ::countersign::ParamValue>::parse;
            let value = &self.sizes;
            to.list(2, value)?;
        }
        ::core::result::Result::Ok(())
    }
    fn read_fields(
        from: &::countersign::param::Received<'_>,
    ) -> ::core::result::Result<Self, ::countersign::param::ParameterError> {
        let _ = <State as ::countersign::ParamValue>::parse;
        let _ = <Size as ::countersign::ParamValue>::parse;
        let fields_0: (Vec<u64>,) = match from.all(0) {
            ::core::result::Result::Ok(fields) => fields,
            ::core::result::Result::Err(error) => {
                return ::core::result::Result::Err(error);
            }
        };
        ::core::result::Result::Ok(Self {
            ids: fields_0.0,
            states: from.list(1)?,
            sizes: from.list(2)?,
        })
    }
}
#[automatically_derived]
impl ::countersign::Build for Offers {
    type Builder<Via> = OffersBuilder<Via>;
    fn builder_via<Via>(via: Via) -> OffersBuilder<Via> {
        OffersBuilder {
            via,
            required: (::countersign::builder::Missing,),
            optional: (::std::vec::Vec::new(), ::std::vec::Vec::new()),
        }
    }
}
impl Offers {
    ///Starts a `offers` request. Required: `ids`.
    pub fn builder() -> OffersBuilder {
        <Self as ::countersign::Build>::builder_via(())
    }
}
///A builder of [`Offers`].
#[must_use = "a builder does nothing until its request is built or sent"]
pub struct OffersBuilder<Via = (), IdsState = ::countersign::builder::Missing> {
    via: Via,
    required: (IdsState,),
    optional: (Vec<State>, Vec<Size>),
}
const _: () = {
    #[diagnostic::on_unimplemented(
        message = "`offers` needs its parameter `ids`, which was not set",
        label = "`.ids(…)` is missing before this"
    )]
    pub trait IdsIsSet: ::countersign::builder::Provided<Vec<u64>> {}
    #[diagnostic::do_not_recommend]
    impl IdsIsSet for ::countersign::builder::Set<Vec<u64>> {}
    #[automatically_derived]
    impl<Via, IdsState> ::core::fmt::Debug for OffersBuilder<Via, IdsState> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("OffersBuilder { .. }")
        }
    }
    impl<Via, IdsState> OffersBuilder<Via, IdsState> {
        ///Sets `ids`.
        pub fn ids(
            self,
            value: impl ::core::iter::IntoIterator<Item = u64>,
        ) -> OffersBuilder<Via, ::countersign::builder::Set<Vec<u64>>>
        where
            IdsState: ::countersign::builder::Unset,
        {
            OffersBuilder {
                via: self.via,
                required: (
                    ::countersign::builder::Set(
                        ::core::iter::Iterator::collect(
                            ::core::iter::IntoIterator::into_iter(value),
                        ),
                    ),
                ),
                optional: self.optional,
            }
        }
        ///Sets `states`.
        pub fn states(
            mut self,
            value: impl ::core::iter::IntoIterator<
                Item = impl ::countersign::builder::Argument<State>,
            >,
        ) -> Self {
            self.optional.0 = ::core::iter::Iterator::collect(
                ::core::iter::Iterator::map(
                    ::core::iter::IntoIterator::into_iter(value),
                    ::countersign::builder::Argument::into_argument,
                ),
            );
            self
        }
        ///Sets `sizes`.
        pub fn sizes(
            mut self,
            value: impl ::core::iter::IntoIterator<
                Item = impl ::countersign::builder::Argument<Size>,
            >,
        ) -> Self {
            self.optional.1 = ::core::iter::Iterator::collect(
                ::core::iter::Iterator::map(
                    ::core::iter::IntoIterator::into_iter(value),
                    ::countersign::builder::Argument::into_argument,
                ),
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
        pub fn build(self) -> Offers
        where
            IdsState: IdsIsSet,
        {
            Offers {
                ids: ::countersign::builder::Provided::into_value(self.required.0),
                states: self.optional.0,
                sizes: self.optional.1,
            }
        }
        /// Sends the request through the client that the builder came from.
        pub fn send(self) -> <Via as ::countersign::__private::Bound>::Outcome<Offers>
        where
            Via: ::countersign::Caller,
            IdsState: IdsIsSet,
        {
            let request = OffersBuilder {
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
    impl<Via: ::countersign::builder::Sent, IdsState> ::core::future::Future
    for OffersBuilder<Via, IdsState> {
        type Output = Via::Outcome;
        fn poll(
            self: ::core::pin::Pin<&mut Self>,
            _: &mut ::core::task::Context<'_>,
        ) -> ::core::task::Poll<Via::Outcome> {
            ::core::task::Poll::Pending
        }
    }
};
