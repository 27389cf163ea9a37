// errors: 1
// A duration is nothing that travels.
use countersign::{Endpoint, endpoint};

use std::time::Duration;

#[endpoint(GET, "/search")]
pub struct Search {
    pub age: Duration,
}

fn main() {
    let request = Search::builder().age(Duration::ZERO).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
