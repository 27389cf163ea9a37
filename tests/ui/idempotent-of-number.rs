// errors: 1
// The client cannot fill a number.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/orders", retry = idempotent(key))]
pub struct Search {
    pub key: Option<u64>,
}

fn main() {
    let request = Search::builder().build();
    println!("{} {request:?}", Search::OPERATION.name());
}
