// errors: 1
// There is no such key.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", timeout = 30)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
