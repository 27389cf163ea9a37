// errors: 1
// A field wants to be in the path, which has no place for it.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/offers")]
pub struct Search {
    #[param(in = path)]
    pub offer_id: u64,
}

fn main() {
    let request = Search::builder().offer_id(7).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
