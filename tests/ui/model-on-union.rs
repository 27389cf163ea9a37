// errors: 1
// A union is no object.
use countersign::model;

#[model]
pub union Offer {
    pub id: u64,
    pub number: u64,
}

fn main() {
    let _offer = Offer { id: 7 };
}
