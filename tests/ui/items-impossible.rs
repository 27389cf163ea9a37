// errors: 1
// No list has so many and so few items.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(min_items = 5, max_items = 2)]
    pub ids: Vec<u64>,
}

fn main() {
    let request = Search::builder().ids([1]).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
