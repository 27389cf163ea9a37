// errors: 2
// A key and a type, and both are reported.
use countersign::{Model, model};

#[model]
pub struct Offer {
    #[field(nmae = "offerID")]
    pub id: u64,
    #[field(name = "")]
    pub title: String,
}

fn main() {
    println!("{} {:?}", Offer::info().name(), Offer { id: 7, title: String::new() });
}
