// errors: 1
// What is displayed is a string.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(display, range = 1..)]
    pub count: Option<u128>,
}

fn main() {
    let request = Search::builder().build();
    println!("{} {request:?}", Search::OPERATION.name());
}
