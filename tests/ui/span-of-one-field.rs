// errors: 1
// A span has two ends.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/sold", span(from = first, until = first, months = 3))]
pub struct Search {
    pub first: countersign::value::Date,
    pub last: countersign::value::Date,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
