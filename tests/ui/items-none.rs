// errors: 1
// A list that is empty is not sent, and this one may have no items.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(max_items = 0)]
    pub shops: Vec<u64>,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
