// errors: 1
// W003: ids outgrow 32 bits.
#![deny(deprecated)]
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    pub offer_id: u32,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
