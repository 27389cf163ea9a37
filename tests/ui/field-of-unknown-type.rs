// errors: 1
// The type is not there.
use countersign::{Model, model};

#[model]
pub struct Offer {
    pub shop: Shpo,
}

#[model]
pub struct Shop {
    pub id: u64,
}

fn main() {
    println!("{} {}", Offer::info().name(), Shop::info().name());
}
