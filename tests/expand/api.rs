#[derive(::core::clone::Clone, ::core::fmt::Debug)]
/// A shop.
pub struct Shop {
    runtime: ::countersign::Client,
}
#[automatically_derived]
impl ::countersign::Api for Shop {
    const BASE_URL: &'static str = "https://shop.example";
    const OPERATIONS: &'static [&'static ::countersign::operation::Operation] = OPERATIONS;
    fn auth() -> ::std::sync::Arc<dyn ::countersign::Auth> {
        ::std::sync::Arc::new(<Md5Sorted as ::core::default::Default>::default())
    }
    fn envelope() -> ::countersign::Envelope {
        Envelope::none()
    }
}
#[automatically_derived]
impl ::core::convert::From<::countersign::Client> for Shop {
    fn from(runtime: ::countersign::Client) -> Self {
        Self { runtime }
    }
}
#[automatically_derived]
impl ::core::convert::AsRef<::countersign::Client> for Shop {
    fn as_ref(&self) -> &::countersign::Client {
        &self.runtime
    }
}
impl Shop {
    /// A client with the usual settings.
    ///
    /// # Errors
    /// The HTTP client could not be set up.
    pub fn new(
        credentials: ::countersign::Credentials,
    ) -> ::core::result::Result<Self, ::countersign::Error> {
        Self::builder().credentials(credentials).build()
    }
    /// Sets a client up: credentials, transport, time limits and the like.
    pub fn builder() -> ::countersign::ClientBuilder<Self> {
        ::countersign::ClientBuilder::new()
    }
    /// Calls an operation, also one that is not in this API's list; `.await` sends it.
    pub fn call<E: ::countersign::Endpoint>(
        &self,
        endpoint: E,
    ) -> ::countersign::Call<'_, E> {
        self.runtime.call(endpoint)
    }
    /// Encodes and signs a request without sending it; the result holds the signing trace.
    ///
    /// # Errors
    /// A parameter breaks a rule of its definition.
    pub fn prepare(
        &self,
        request: &dyn ::countersign::DynEndpoint,
    ) -> ::core::result::Result<::countersign::Prepared, ::countersign::Error> {
        self.runtime.prepare(request)
    }
}
impl Shop {
    ///Starts a [`Search`].
    pub fn search(
        &self,
    ) -> <Search as ::countersign::__private::Listed>::Builder<&::countersign::Client> {
        <Search as ::countersign::__private::Listed>::start(&self.runtime)
    }
    ///Starts a [`offer::OfferOfShop`].
    pub fn offer_of_shop(
        &self,
    ) -> <offer::OfferOfShop as ::countersign::__private::Listed>::Builder<
        &::countersign::Client,
    > {
        <offer::OfferOfShop as ::countersign::__private::Listed>::start(&self.runtime)
    }
    ///Starts a [`Move`].
    pub fn r#move(
        &self,
    ) -> <Move as ::countersign::__private::Listed>::Builder<&::countersign::Client> {
        <Move as ::countersign::__private::Listed>::start(&self.runtime)
    }
}
/// Every operation, in the order of the table of contents.
pub const OPERATIONS: &[&::countersign::operation::Operation] = &[
    <Search as ::countersign::__private::Listed>::OPERATION,
    <offer::OfferOfShop as ::countersign::__private::Listed>::OPERATION,
    <Move as ::countersign::__private::Listed>::OPERATION,
];
/// The operations by group.
pub const GROUPS: &[(&str, &[&::countersign::operation::Operation])] = &[
    (
        "offers",
        &[
            <Search as ::countersign::__private::Listed>::OPERATION,
            <offer::OfferOfShop as ::countersign::__private::Listed>::OPERATION,
        ],
    ),
    ("orders", &[<Move as ::countersign::__private::Listed>::OPERATION]),
];
const _: () = ::countersign::__private::check_operation(OPERATIONS, 1);
const _: () = ::countersign::__private::check_operation(OPERATIONS, 2);
