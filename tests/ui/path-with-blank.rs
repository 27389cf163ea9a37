// errors: 1
// A path has no blanks.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search / text")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
