// errors: 1
// One field is in two places.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/offers/{offer_id}")]
pub struct Search {
    #[param(in = query)]
    pub offer_id: u64,
}

fn main() {
    let request = Search::builder().offer_id(7).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
