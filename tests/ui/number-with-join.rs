// errors: 1
// A joined list is a text, no number.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/search")]
pub struct Search {
    #[param(number, join = ",")]
    pub ids: Vec<String>,
}

fn main() {
    let request = Search::builder().ids(["1"]).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
