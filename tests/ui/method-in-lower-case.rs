// errors: 1
// Methods are written in capitals.
use countersign::{Endpoint, endpoint};

#[endpoint(get, "/search")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
