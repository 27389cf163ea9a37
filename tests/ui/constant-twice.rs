// errors: 1
// Two values, which is right?
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/rest", constant("v" = 1), constant("v" = 2))]
pub struct GetItem {
    pub item_id: u64,
}

fn main() {
    println!("{}", GetItem::OPERATION.name());
}
