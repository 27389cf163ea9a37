// errors: 1
// A lost call is looked up by one reference.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/orders")]
pub struct Search {
    #[param(reference)]
    pub order: String,
    #[param(reference)]
    pub batch: String,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
