// errors: 1
// JSON text has its own commas.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(join = ",", json)]
    pub words: Vec<String>,
}

fn main() {
    let request = Search::builder().words(["a"]).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
