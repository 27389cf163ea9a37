// errors: 1
// The nested struct is no model.
use countersign::{Model, model};

#[derive(Clone, Debug, PartialEq)]
pub struct Shop {
    pub id: u64,
}

#[model]
pub struct Offer {
    pub shops: Vec<Shop>,
}

fn main() {
    println!("{} {:?}", Offer::info().name(), Offer { shops: vec![Shop { id: 7 }] });
}
