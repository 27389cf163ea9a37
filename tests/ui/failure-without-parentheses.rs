// errors: 1
// The names stand in parentheses.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", failure = "errorCode")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
