// errors: 1
// Texts are no days.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/sold", span(from = first, until = last, months = 3))]
pub struct Search {
    pub first: String,
    pub last: countersign::value::Date,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
