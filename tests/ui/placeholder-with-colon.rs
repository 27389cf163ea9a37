// errors: 1
// Other frameworks write `:offer_id`; then the field is in the query, and nothing is wrong but the braces.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/offers/{:offer_id}")]
pub struct Search {
    pub offer_id: u64,
}

fn main() {
    let request = Search::builder().offer_id(7).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
