// errors: 1
// A letter of the key is wrong.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", failure(cod = "errorCode"))]
pub struct Search {
    pub keyword: String,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
