// errors: 1
// A key stands where the method belongs.
use countersign::{Endpoint, endpoint};

#[endpoint(response = String, GET, "/search")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
