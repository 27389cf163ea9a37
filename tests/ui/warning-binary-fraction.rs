// errors: 1
// W002: 0.1 is no binary fraction.
#![deny(deprecated)]
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    pub price: Option<f64>,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
