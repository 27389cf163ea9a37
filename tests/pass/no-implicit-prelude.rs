//! Without any prelude. An endpoint with a required parameter says so: the message for a forgotten one is given with
//! `#[diagnostic::on_unimplemented]`, and rustc finds the tool of this attribute through the prelude.
#![no_implicit_prelude]

use ::countersign::scheme::Scheme;
use ::countersign::{Endpoint, Model, endpoint, model, open_enum};
use ::std::{assert_eq, option::Option, string::String, vec::Vec};

/// Finds offers.
#[endpoint(GET, "/offers", response = Offer)]
pub struct FindOffers {
    keyword: Option<String>,
    #[param(default = 1, range = 1..)]
    page: u32,
    states: Vec<State>,
}

/// One offer.
#[endpoint(GET, "/offers/{id}", response = Offer, no_implicit_prelude)]
pub struct FindOffer {
    id: u64,
}

/// An offer.
#[model]
pub struct Offer {
    id: u64,
    #[field(default)]
    states: Vec<State>,
}

/// How far an offer is.
#[open_enum]
pub enum State {
    /// It can be bought.
    Open,
}

::countersign::api! {
    /// A shop.
    pub struct Shop { base_url: "https://shop.example", auth: Scheme::bearer() }
    operations { offers: FindOffers, FindOffer; }
}

#[test]
fn works() {
    assert_eq!(
        (FindOffers::OPERATION.name(), Offer::info().name(), Shop::OPERATIONS.len()),
        ("find_offers", "Offer", 2)
    );
    assert_eq!(FindOffer::builder().id(7_u64).build().id, 7);
}
