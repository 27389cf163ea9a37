// errors: 1
// There is no such source.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", source = documentation)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
