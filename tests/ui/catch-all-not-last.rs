// errors: 1
// Nothing can follow what takes all the rest.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/files/{*path}/tags")]
pub struct Search {
    pub path: String,
}

fn main() {
    let request = Search::builder().path("a").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
