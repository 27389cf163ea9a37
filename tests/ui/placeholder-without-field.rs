// errors: 1
// No field is called like the placeholder.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/shops/{shop}/offers")]
pub struct Search {
    pub offer_id: u64,
}

fn main() {
    let request = Search::builder().offer_id(7).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
