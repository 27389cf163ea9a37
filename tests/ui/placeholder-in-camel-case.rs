// errors: 1
// A placeholder is called like the field, not like its name on the wire.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/offers/{offerId}")]
pub struct Search {
    pub offer_id: u64,
}

fn main() {
    let request = Search::builder().offer_id(7).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
