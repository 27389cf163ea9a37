// errors: 1
// A placeholder has a name.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/files/{*}")]
pub struct Search {
    pub path: Option<String>,
}

fn main() {
    let request = Search::builder().build();
    println!("{} {request:?}", Search::OPERATION.name());
}
