// errors: 1
// A request owns what it sends.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    pub keyword: &'static str,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
