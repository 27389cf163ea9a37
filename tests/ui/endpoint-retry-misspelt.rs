// errors: 1
// A letter of the retry class is wrong.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/search", retry = saef)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
