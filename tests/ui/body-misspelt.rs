// errors: 1
// A letter of the body is wrong.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/search", body = jsno)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
