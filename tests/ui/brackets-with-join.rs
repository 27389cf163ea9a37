// errors: 1
// A joined list is one text.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(brackets, join = ",")]
    pub words: Vec<String>,
}

fn main() {
    let request = Search::builder().build();
    println!("{} {request:?}", Search::OPERATION.name());
}
