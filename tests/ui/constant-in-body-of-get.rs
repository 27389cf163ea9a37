// errors: 1
// A GET has no body.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/rest", constant("method" = "item.get", in = body))]
pub struct GetItem {
    pub item_id: u64,
}

fn main() {
    println!("{}", GetItem::OPERATION.name());
}
