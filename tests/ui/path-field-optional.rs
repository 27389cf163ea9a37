// errors: 1
// A part of the path cannot be left out.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/offers/{offer_id}")]
pub struct Search {
    pub offer_id: Option<u64>,
}

fn main() {
    let request = Search::builder().offer_id(7).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
