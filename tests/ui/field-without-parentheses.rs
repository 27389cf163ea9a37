// errors: 1
// Keys stand in parentheses.
use countersign::{Model, model};

#[model]
pub struct Offer {
    #[field = "offerID"]
    pub id: u64,
}

fn main() {
    println!("{} {:?}", Offer::info().name(), Offer { id: 7 });
}
