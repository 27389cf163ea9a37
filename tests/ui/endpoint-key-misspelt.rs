// errors: 1
// A letter of the key is wrong.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", respone = String)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
