// errors: 1
// A part of the path is always said.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/offers/{offer_id}")]
pub struct Search {
    #[param(default = 1)]
    pub offer_id: u64,
}

fn main() {
    let request = Search::builder().offer_id(7).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
