// errors: 1
// A letter of the key is wrong.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/sold", span(form = first, until = last, months = 3))]
pub struct Search {
    pub first: countersign::value::Date,
    pub last: countersign::value::Date,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
