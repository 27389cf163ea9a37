// errors: 1
// The attribute of another macro.
use countersign::{Model, model};

#[model]
pub struct Offer {
    #[param(name = "offerID")]
    pub id: u64,
}

fn main() {
    println!("{} {:?}", Offer::info().name(), Offer { id: 7 });
}
