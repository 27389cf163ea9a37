// errors: 1
// The second field would never be read.
use countersign::{Model, model};

#[model]
pub struct Offer {
    pub id: u64,
    #[field(name = "id")]
    pub number: u64,
}

fn main() {
    println!("{} {:?}", Offer::info().name(), Offer { id: 7, number: 8 });
}
