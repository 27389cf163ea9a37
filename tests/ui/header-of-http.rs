// errors: 1
// The client itself says how long its body is.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(in = header, name = "Content-Length")]
    pub length: u64,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
