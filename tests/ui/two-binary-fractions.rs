// errors: 2
// W002: two fields, two warnings.
#![deny(deprecated)]
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    pub price: Option<f64>,
    pub weight: Vec<f32>,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
