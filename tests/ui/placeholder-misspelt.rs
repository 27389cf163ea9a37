// errors: 1
// The placeholder is nearly the field.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/offers/{ofer_id}")]
pub struct Search {
    pub offer_id: u64,
}

fn main() {
    let request = Search::builder().offer_id(7).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
