// errors: 1
// Members that no field has are passed over and reported as drift.
use countersign::{Model, model};

#[model(deny_unknown_fields)]
pub struct Offer {
    pub id: u64,
}

fn main() {
    println!("{} {:?}", Offer::info().name(), Offer { id: 7 });
}
