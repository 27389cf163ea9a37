// errors: 1
// One comma too many.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search",, data = "result")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
