// errors: 1
// A letter of the builder's method is wrong.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keywrod("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
