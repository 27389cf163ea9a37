// errors: 1
// The type is not there.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", response = Offers)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
