// errors: 1
// Names of operations are snake_case.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", name = "keywordSearch")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
