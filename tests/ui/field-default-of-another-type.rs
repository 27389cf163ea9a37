// errors: 1
// The default is no number.
use countersign::{Model, model};

#[model]
pub struct Offer {
    #[field(default = "none")]
    pub id: u64,
}

fn main() {
    println!("{} {:?}", Offer::info().name(), Offer { id: 7 });
}
