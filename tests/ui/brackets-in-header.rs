// errors: 1
// A header has no brackets.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(brackets, in = header, name = "x-words")]
    pub words: Vec<String>,
}

fn main() {
    let request = Search::builder().build();
    println!("{} {request:?}", Search::OPERATION.name());
}
