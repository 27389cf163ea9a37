// errors: 1
// A query has no `null`.
use countersign::value::Patch;
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    pub title: Patch<String>,
}

fn main() {
    let request = Search::builder().title("x").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
