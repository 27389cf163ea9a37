// errors: 1
// Two defaults, which is right?
use countersign::{Model, model};

#[model]
pub struct Offer {
    #[field(default = 1, default = 2)]
    pub id: u64,
}

fn main() {
    println!("{} {:?}", Offer::info().name(), Offer { id: 7 });
}
