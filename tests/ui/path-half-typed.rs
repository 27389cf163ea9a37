// errors: 1
// Somebody is about to type the path.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, )]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
