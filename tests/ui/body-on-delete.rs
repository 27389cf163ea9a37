// errors: 1
// A DELETE has no body.
use countersign::{Endpoint, endpoint};

#[endpoint(DELETE, "/search", body = form)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
