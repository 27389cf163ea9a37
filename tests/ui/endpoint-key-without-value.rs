// errors: 1
// The key needs a type.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", response)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
