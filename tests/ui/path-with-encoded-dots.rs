// errors: 1
// Encoded dots lead elsewhere, too.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/shops/%2e%2E/search")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
