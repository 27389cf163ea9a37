// errors: 1
// The method is a word, no text.
use countersign::{Endpoint, endpoint};

#[endpoint("GET", "/search")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
