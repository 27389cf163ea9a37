// errors: 1
// The last day is no field.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/sold", span(from = first, until = lost, months = 3))]
pub struct Search {
    pub first: countersign::value::Date,
    pub last: countersign::value::Date,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
