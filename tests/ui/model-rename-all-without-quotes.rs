// errors: 1
// The case is a text.
use countersign::{Model, model};

#[model(rename_all = snake_case)]
pub struct Offer {
    pub offer_id: u64,
}

fn main() {
    println!("{} {:?}", Offer::info().name(), Offer { offer_id: 7 });
}
