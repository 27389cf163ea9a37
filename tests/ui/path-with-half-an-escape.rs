// errors: 1
// An escape has two digits.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search/100%")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
