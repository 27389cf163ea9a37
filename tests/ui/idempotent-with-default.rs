// errors: 1
// A default is the same for all calls.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/orders", retry = idempotent(key))]
pub struct Search {
    #[param(default = "a")]
    pub key: String,
}

fn main() {
    let request = Search::builder().build();
    println!("{} {request:?}", Search::OPERATION.name());
}
