// errors: 1
// A GET has no body.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", body = json)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
