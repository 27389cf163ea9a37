// errors: 1
// A fragment never leaves a browser.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search#top")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
