// errors: 1
// No warning has this code.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", allow(W01))]
pub struct Search {
    pub keyword: String,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
