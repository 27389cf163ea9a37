// errors: 1
// No server agrees with another on control characters.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search/%00")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
