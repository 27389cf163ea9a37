// errors: 1
// A letter of the field is wrong.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/orders", retry = idempotent(kye))]
pub struct Search {
    pub key: Option<String>,
}

fn main() {
    let request = Search::builder().build();
    println!("{} {request:?}", Search::OPERATION.name());
}
