// errors: 1
// Limits are for parameters.
use countersign::{Model, model};

#[model]
pub struct Offer {
    #[field(range = 1..=50)]
    pub id: u64,
}

fn main() {
    println!("{} {:?}", Offer::info().name(), Offer { id: 7 });
}
