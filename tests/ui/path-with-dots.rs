// errors: 1
// Dots lead elsewhere.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/shops/../search")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
