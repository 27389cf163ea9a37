// errors: 1
// A placeholder is the name of a field, nothing else.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/offers/{offer_id:03}")]
pub struct Search {
    pub offer_id: u64,
}

fn main() {
    let request = Search::builder().offer_id(7).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
