// errors: 1
// What the client fills is longer.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/orders", retry = idempotent(key))]
pub struct Search {
    #[param(max_len = 20)]
    pub key: Option<String>,
}

fn main() {
    let request = Search::builder().build();
    println!("{} {request:?}", Search::OPERATION.name());
}
