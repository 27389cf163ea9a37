// errors: 1
// The retry class is one of two words.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/search", retry = true)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
