// errors: 1
// The items are nothing that is read.
use countersign::{Endpoint, endpoint};

use std::time::Duration;

#[endpoint(GET, "/search", response = Vec<Duration>)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
