// errors: 1
// One request, two bodies.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/search", body = json, body = form)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
