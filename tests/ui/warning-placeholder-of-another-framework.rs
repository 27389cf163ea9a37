// errors: 1
// W005: this placeholder is a text.
#![deny(deprecated)]
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/offers/:offer_id")]
pub struct Search {
    pub offer_id: u64,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
