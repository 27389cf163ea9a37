// errors: 1
// W001: the name of the struct is the name of the operation anyway.
#![deny(deprecated)]
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", name = "search")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
