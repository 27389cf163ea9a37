// errors: 1
// Codes are words, no texts.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", allow("W001"))]
pub struct Search {
    pub keyword: String,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
