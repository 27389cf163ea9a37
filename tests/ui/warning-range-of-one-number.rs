// errors: 1
// W007: only one number is in this range.
#![deny(deprecated)]
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(range = 5..=5)]
    pub pieces: u32,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
