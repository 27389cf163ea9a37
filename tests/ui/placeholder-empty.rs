// errors: 1
// A placeholder names its field.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/offers/{}")]
pub struct Search {
    pub offer_id: u64,
}

fn main() {
    let request = Search::builder().offer_id(7).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
