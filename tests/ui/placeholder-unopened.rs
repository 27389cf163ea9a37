// errors: 1
// A brace was never opened.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/offers/offer_id}")]
pub struct Search {
    pub offer_id: u64,
}

fn main() {
    let request = Search::builder().offer_id(7).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
