// errors: 1
// No field fills the placeholder.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/files/{*paht}")]
pub struct Search {
    pub path: Option<String>,
}

fn main() {
    let request = Search::builder().build();
    println!("{} {request:?}", Search::OPERATION.name());
}
