// errors: 1
// `HEAD` has no answer that could be decoded.
use countersign::{Endpoint, endpoint};

#[endpoint(HEAD, "/search")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
