// errors: 1
// The type is not there.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    pub language: Langauge,
}

fn main() {
    let request = Search::builder().language(7).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
