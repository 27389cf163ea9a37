// errors: 1
// W004: headers are not written in camelCase.
#![deny(deprecated)]
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(in = header)]
    pub trace_id: String,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
