// errors: 1
// One field fills one placeholder.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/files/{path}/{*path}")]
pub struct Search {
    pub path: String,
}

fn main() {
    let request = Search::builder().path("a").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
