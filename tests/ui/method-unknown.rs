// errors: 1
// `TRACE` is not a method of an API.
use countersign::{Endpoint, endpoint};

#[endpoint(TRACE, "/search")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
