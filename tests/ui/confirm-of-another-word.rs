// errors: 1
// The answer to whether a person is asked is yes or no, in Rust's words.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/search", confirm = never)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
