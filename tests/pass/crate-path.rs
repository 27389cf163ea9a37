//! The runtime crate is somewhere else.

mod vendor {
    pub(super) use countersign as signed;
}

/// Finds offers.
#[vendor::signed::endpoint(GET, "/offers", response = Offer, crate = vendor::signed)]
pub struct FindOffers {
    state: State,
    #[param(range = 1..)]
    price: Option<countersign::value::Decimal>,
}

/// An offer.
#[vendor::signed::model(crate = vendor::signed)]
pub struct Offer {
    state: State,
}

/// How far an offer is.
#[vendor::signed::open_enum(crate = vendor::signed)]
pub enum State {
    /// It can be bought.
    Open,
}

vendor::signed::api! {
    /// A shop.
    pub struct Shop { base_url: "https://shop.example", auth: vendor::signed::scheme::Scheme::bearer(), crate: vendor::signed }
    operations { offers: FindOffers; }
}

#[test]
fn works() {
    let request = FindOffers::builder().state(State::Open).build();
    assert_eq!((request.state.as_str(), request.price), ("open", None));
    assert_eq!(Offer { state: State::Open }.state.to_string(), "open");
    assert_eq!(Shop::GROUPS.len(), 1);
}
