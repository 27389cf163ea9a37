// errors: 1
// The name of a model is the struct's.
use countersign::{Model, model};

#[model(name = "Offer")]
pub struct Offer {
    pub id: u64,
}

fn main() {
    println!("{} {:?}", Offer::info().name(), Offer { id: 7 });
}
