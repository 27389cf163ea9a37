// errors: 1
// How large a `usize` is depends on the machine.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    pub count: usize,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
