// errors: 1
// Two keys, which is right?
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", data = "result", data = "items")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
