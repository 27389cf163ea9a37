//! The crate of an API. The lines after `//+` are what its vendor adds later.

use countersign::scheme::Scheme;
use countersign::{Envelope, endpoint, model, open_enum};

/// Returns an offer.
#[endpoint(GET, "/offers/{offer_id}", response = Offer, source = inferred)]
pub struct GetOffer {
    /// The offer.
    pub offer_id: u64,
    //+ /// The language of the answer.
    //+ pub language: Option<String>,
}

/// Orders offers.
#[endpoint(POST, "/orders", response = Offer, source = inferred)]
pub struct PlaceOrder {
    /// What is ordered.
    pub lines: Vec<Line>,
    //+ /// A word to the seller.
    //+ #[param(default = String::new())]
    //+ pub message: String,
}

/// A line of an order.
#[model(builder)]
pub struct Line {
    /// The offer.
    pub offer_id: u64,
    /// Pieces.
    #[field(default = 1)]
    pub quantity: u32,
    //+ /// Whether it is a gift.
    //+ pub gift: Option<bool>,
}

/// An offer.
#[model]
pub struct Offer {
    /// The offer.
    pub offer_id: u64,
    /// Its colour.
    pub colour: Option<Colour>,
    //+ /// Pieces in stock.
    //+ pub stock: Option<u32>,
}

/// A colour.
#[open_enum]
pub enum Colour {
    /// Red.
    Red,
    //+ /// Blue.
    //+ Blue,
}

countersign::api! {
    /// The client of the shop.
    pub struct Shop { base_url: "https://shop.example", auth: Scheme::bearer(), envelope: Envelope::none() }
    operations { shop: GetOffer, PlaceOrder; }
}
