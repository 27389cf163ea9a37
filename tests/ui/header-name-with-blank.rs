// errors: 1
// A blank ends the name of a header.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(in = header, name = "x shop")]
    pub shop: String,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
