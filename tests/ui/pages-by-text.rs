// errors: 1
// A text cannot count.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", pages(page = keyword))]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
