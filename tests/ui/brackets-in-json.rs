// errors: 1
// JSON has brackets of its own.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/search")]
pub struct Search {
    #[param(brackets)]
    pub words: Vec<String>,
}

fn main() {
    let request = Search::builder().build();
    println!("{} {request:?}", Search::OPERATION.name());
}
