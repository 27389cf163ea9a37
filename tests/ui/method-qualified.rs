// errors: 1
// The method of another crate stands where a word belongs.
use countersign::{Endpoint, endpoint};

#[endpoint(Method::GET, "/search")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
