// errors: 1
// A caller could set what must not change.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/rest", constant("method" = "item.get"))]
pub struct GetItem {
    pub method: String,
}

fn main() {
    println!("{}", GetItem::OPERATION.name());
}
