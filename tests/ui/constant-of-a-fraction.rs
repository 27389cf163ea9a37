// errors: 1
// A fraction has more than one spelling.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/rest", constant("v" = 1.0))]
pub struct GetItem {
    pub item_id: u64,
}

fn main() {
    println!("{}", GetItem::OPERATION.name());
}
