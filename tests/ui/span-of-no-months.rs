// errors: 1
// A span of no months is one day.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/sold", span(from = first, until = last, months = 0))]
pub struct Search {
    pub first: countersign::value::Date,
    pub last: countersign::value::Date,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
