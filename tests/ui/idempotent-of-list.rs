// errors: 1
// A list is not one value.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/orders", retry = idempotent(key))]
pub struct Search {
    pub key: Vec<String>,
}

fn main() {
    let request = Search::builder().build();
    println!("{} {request:?}", Search::OPERATION.name());
}
