// errors: 1
// Serde's own attribute says nothing here.
use countersign::{Model, model};

#[model]
pub struct Offer {
    #[serde(rename = "offerID")]
    pub id: u64,
}

fn main() {
    println!("{} {:?}", Offer::info().name(), Offer { id: 7 });
}
