#[derive(::core::clone::Clone, ::core::fmt::Debug)]
/// A shop.
pub struct Shop<Via = ::countersign::Client> {
    via: Via,
}
#[automatically_derived]
impl ::countersign::Api for Shop {
    type With<__Via> = Shop<__Via>;
    const BASE_URL: &'static str = "https://shop.example";
    const OPERATIONS: &'static [&'static ::countersign::operation::Operation] = Self::OPERATIONS;
    const ENTRIES: &'static [::countersign::Entry] = Self::ENTRIES;
    fn auth() -> ::countersign::auth::Schemes {
        ::countersign::auth::Schemes::new(
            ::std::sync::Arc::new(<Md5Sorted as ::core::default::Default>::default()),
        )
    }
    fn envelope() -> ::countersign::Envelope {
        Envelope::none()
    }
}
#[automatically_derived]
impl<Via> ::core::convert::From<Via> for Shop<Via> {
    fn from(via: Via) -> Self {
        Self { via }
    }
}
#[automatically_derived]
impl<Via> ::core::convert::AsRef<Via> for Shop<Via> {
    fn as_ref(&self) -> &Via {
        &self.via
    }
}
impl Shop {
    /// Creates a client with the default settings.
    ///
    /// # Errors
    /// The HTTP client could not be set up.
    pub fn new(
        credentials: ::countersign::Credentials,
    ) -> ::core::result::Result<Self, ::countersign::Error> {
        Self::builder().credentials(credentials).build()
    }
    /// Returns a builder, to set credentials, transport, retries, limits and the like.
    pub fn builder() -> ::countersign::ClientBuilder<Self> {
        ::countersign::ClientBuilder::new()
    }
}
impl<Via: ::core::convert::AsRef<::countersign::Client>> Shop<Via> {
    /// Calls any operation, listed in this API or not. With the asynchronous client, `.await` sends it.
    pub fn call<'c, E: ::countersign::Endpoint>(
        &'c self,
        endpoint: E,
    ) -> <&'c Via as ::countersign::Caller>::Outcome<E>
    where
        &'c Via: ::countersign::Caller,
    {
        ::countersign::Caller::call(&self.via, endpoint)
    }
    /// Reads page after page of an operation.
    pub fn pages<'c, E: ::countersign::page::Paginated, Read>(
        &'c self,
        endpoint: E,
    ) -> Read
    where
        &'c Via: ::countersign::page::Pager<E, Pages = Read>,
    {
        ::countersign::page::Pager::pages(&self.via, endpoint)
    }
    /// Reads the items of page after page of an operation.
    pub fn items<'c, E: ::countersign::page::Paginated, Read>(
        &'c self,
        endpoint: E,
    ) -> Read
    where
        &'c Via: ::countersign::page::Pager<E, Items = Read>,
    {
        ::countersign::page::Pager::items(&self.via, endpoint)
    }
    /// Encodes and signs a request without sending it. The result contains the signing trace.
    ///
    /// # Errors
    /// A parameter violates a rule of its definition.
    pub fn prepare(
        &self,
        request: &dyn ::countersign::DynEndpoint,
    ) -> ::core::result::Result<::countersign::Prepared, ::countersign::Error> {
        ::core::convert::AsRef::<::countersign::Client>::as_ref(&self.via)
            .prepare(request)
    }
    /**Returns the schemes that authenticate requests. The first is the default.

* ``Md5Sorted``

[`of`](countersign::auth::Schemes::of) returns the scheme of an operation, and [`describe`](countersign::Auth::describe) what it sends and does not cover.*/
    pub fn schemes(&self) -> &::countersign::auth::Schemes {
        ::core::convert::AsRef::<::countersign::Client>::as_ref(&self.via).schemes()
    }
    /// Returns what the vendor's answers have contained so far that is not declared.
    pub fn drift(&self) -> ::countersign::DriftReport {
        ::core::convert::AsRef::<::countersign::Client>::as_ref(&self.via).drift()
    }
}
#[allow(deprecated)]
impl<Via> Shop<Via> {
    ///Starts a [`Search`].
    pub fn search(&self) -> <Search as ::countersign::__private::Listed>::Builder<&Via> {
        <Search as ::countersign::__private::Listed>::start(&self.via)
    }
    ///Starts a [`offer::OfferOfShop`].
    pub fn offer_of_shop(
        &self,
    ) -> <offer::OfferOfShop as ::countersign::__private::Listed>::Builder<&Via> {
        <offer::OfferOfShop as ::countersign::__private::Listed>::start(&self.via)
    }
    ///Starts a [`Move`].
    pub fn r#move(&self) -> <Move as ::countersign::__private::Listed>::Builder<&Via> {
        <Move as ::countersign::__private::Listed>::start(&self.via)
    }
}
#[allow(deprecated)]
impl Shop {
    /// All operations, in the order of the list.
    pub const OPERATIONS: &'static [&'static ::countersign::operation::Operation] = &[
        <Search as ::countersign::__private::Listed>::OPERATION,
        <offer::OfferOfShop as ::countersign::__private::Listed>::OPERATION,
        <Move as ::countersign::__private::Listed>::OPERATION,
    ];
    /// All operations, with the functions that read their requests and answers.
    pub const ENTRIES: &'static [::countersign::Entry] = &[
        <Search as ::countersign::__private::Listed>::ENTRY,
        <offer::OfferOfShop as ::countersign::__private::Listed>::ENTRY,
        <Move as ::countersign::__private::Listed>::ENTRY,
    ];
    /// The operations by group.
    pub const GROUPS: &'static [(
        &'static str,
        &'static [&'static ::countersign::operation::Operation],
    )] = &[
        (
            "offers",
            &[
                <Search as ::countersign::__private::Listed>::OPERATION,
                <offer::OfferOfShop as ::countersign::__private::Listed>::OPERATION,
            ],
        ),
        ("orders", &[<Move as ::countersign::__private::Listed>::OPERATION]),
    ];
}
#[allow(deprecated)]
const _: () = {
    const OPERATIONS: &[&::countersign::operation::Operation] = <Shop>::OPERATIONS;
    const SCHEMES: &[::countersign::__private::Declared] = &[
        ::countersign::__private::Declared::NEW
            .adding({
                #[allow(unused_imports)]
                use ::countersign::__private::NoAddedNames as _;
                ::countersign::__private::AddedNames::<Md5Sorted>::NAMES
            }),
    ];
    struct __Names;
    impl ::countersign::__private::SchemeNames for __Names {
        const NAMES: &'static [&'static ::core::primitive::str] = &[];
    }
    #[allow(unused_imports)]
    use ::countersign::__private::PicksNone as _;
    const fn report(clash: &::countersign::__private::Clash) {
        match clash.first() {
            0 => ::countersign::__private::Clash::report(clash),
            1 => ::countersign::__private::Clash::report(clash),
            2 => ::countersign::__private::Clash::report(clash),
            _ => {}
        }
    }
    const _: () = if let ::core::option::Option::Some(clash) = ::countersign::__private::clash(
        OPERATIONS,
        0,
        SCHEMES,
        ::countersign::__private::Picked::<Search, __Names>::PICKS,
    ) {
        report(&clash)
    };
    const _: () = if let ::core::option::Option::Some(clash) = ::countersign::__private::clash(
        OPERATIONS,
        1,
        SCHEMES,
        ::countersign::__private::Picked::<offer::OfferOfShop, __Names>::PICKS,
    ) {
        report(&clash)
    };
    const _: () = if let ::core::option::Option::Some(clash) = ::countersign::__private::clash(
        OPERATIONS,
        2,
        SCHEMES,
        ::countersign::__private::Picked::<Move, __Names>::PICKS,
    ) {
        report(&clash)
    };
};
#[::core::prelude::v1::test]
fn shop_has_no_parameter_that_its_schemes_send() -> ::core::result::Result<
    (),
    ::countersign::__private::Clashes,
> {
    ::countersign::__private::check_schemes(
        &<Shop as ::countersign::Api>::auth(),
        <Shop>::OPERATIONS,
    )
}
