// errors: 1
// A duration is nothing that is read.
use countersign::{Model, model};

use std::time::Duration;

#[model]
pub struct Offer {
    pub age: Duration,
}

fn main() {
    println!("{} {:?}", Offer::info().name(), Offer { age: Duration::ZERO });
}
