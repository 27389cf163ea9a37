// errors: 1
// Method and path are in the wrong order.
use countersign::{Endpoint, endpoint};

#[endpoint("/search", GET)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
