// errors: 2
// Two placeholders have no field, which is two mistakes.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/shops/{shop}/offers/{offer}")]
pub struct Search {
    pub offer_id: u64,
}

fn main() {
    let request = Search::builder().offer_id(7).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
