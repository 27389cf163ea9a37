// errors: 1
// A list that needs an item was forgotten.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(min_items = 1)]
    pub offer_ids: Vec<u64>,
}

fn main() {
    let request = Search::builder().build();
    println!("{} {request:?}", Search::OPERATION.name());
}
