// errors: 1
// How long may the span be?
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/sold", span(from = first, until = last))]
pub struct Search {
    pub first: countersign::value::Date,
    pub last: countersign::value::Date,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
