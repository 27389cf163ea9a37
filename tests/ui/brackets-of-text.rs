// errors: 1
// One text has no brackets.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(brackets)]
    pub word: Option<String>,
}

fn main() {
    let request = Search::builder().build();
    println!("{} {request:?}", Search::OPERATION.name());
}
