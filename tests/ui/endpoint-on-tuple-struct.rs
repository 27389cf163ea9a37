// errors: 1
// The fields of an endpoint have names.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search(pub String);

fn main() {
    println!("{} {:?}", Search::OPERATION.name(), Search("umbrella".to_owned()));
}
