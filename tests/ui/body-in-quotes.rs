// errors: 1
// The body is a word, no text.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/search", body = "json")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
