// errors: 1
// A letter of the method is wrong.
use countersign::{Endpoint, endpoint};

#[endpoint(POTS, "/search")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
