// errors: 1
// A letter of the key is wrong.
use countersign::{Model, model};

#[model]
pub struct Offer {
    #[field(nmae = "offerID")]
    pub id: u64,
}

fn main() {
    println!("{} {:?}", Offer::info().name(), Offer { id: 7 });
}
