// errors: 1
// The parentheses are empty.
use countersign::{Endpoint, endpoint};

#[endpoint()]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
