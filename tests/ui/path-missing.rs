// errors: 1
// Only the method is there.
use countersign::{Endpoint, endpoint};

#[endpoint(GET)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
