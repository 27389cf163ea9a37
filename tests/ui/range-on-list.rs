// errors: 1
// A list has a number of items, no range.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(range = 1..=50)]
    pub ids: Vec<u64>,
}

fn main() {
    let request = Search::builder().ids([1]).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
