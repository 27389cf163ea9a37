// errors: 1
// W008: one word says what three say.
#![deny(deprecated)]
use countersign::{Model, model};

#[model]
pub struct Offer {
    #[field(name = "OfferId")]
    pub offer_id: u64,
    #[field(name = "SellerId")]
    pub seller_id: u64,
    #[field(name = "Price")]
    pub price: String,
}

fn main() {
    println!("{}", Offer::info().name());
}
