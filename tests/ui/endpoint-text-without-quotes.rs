// errors: 1
// The page of the vendor is a text.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", docs = 12)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
