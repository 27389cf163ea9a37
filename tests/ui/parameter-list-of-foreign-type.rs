// errors: 1
// The items are nothing that travels.
use countersign::{Endpoint, endpoint};

use std::time::Duration;

#[endpoint(GET, "/search")]
pub struct Search {
    pub ages: Vec<Duration>,
}

fn main() {
    let request = Search::builder().ages([Duration::ZERO]).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
