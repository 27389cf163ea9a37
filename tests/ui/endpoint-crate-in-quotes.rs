// errors: 1
// A crate is a path, no text.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", crate = "countersign")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
