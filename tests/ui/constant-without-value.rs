// errors: 1
// The value is missing.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/rest", constant("method"))]
pub struct GetItem {
    pub item_id: u64,
}

fn main() {
    println!("{}", GetItem::OPERATION.name());
}
