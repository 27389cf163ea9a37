// errors: 1
// A query has no empty list, so no `Option` is needed.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    pub ids: Option<Vec<u64>>,
}

fn main() {
    let request = Search::builder().ids([1]).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
