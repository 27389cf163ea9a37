// errors: 1
// An answer owns what was read.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", response = &'static str)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
