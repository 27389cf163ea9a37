// errors: 1
// Keys of attributes have `=`.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", response: String)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
