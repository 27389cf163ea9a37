// errors: 1
// Nothing stands between two keys.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", data = "result" retry = never)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
