// errors: 1
// camelCase is the rule already, where a name differs its field says so.
use countersign::{Model, model};

#[model(rename_all = "camelCase")]
pub struct Offer {
    pub id: u64,
}

fn main() {
    println!("{} {:?}", Offer::info().name(), Offer { id: 7 });
}
