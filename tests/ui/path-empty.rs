// errors: 1
// An empty path does not begin with a slash.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
