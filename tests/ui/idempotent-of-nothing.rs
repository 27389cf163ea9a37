// errors: 1
// A repetition is recognised by a field.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/orders", retry = idempotent)]
pub struct Search {
    pub key: Option<String>,
}

fn main() {
    let request = Search::builder().build();
    println!("{} {request:?}", Search::OPERATION.name());
}
