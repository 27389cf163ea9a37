// errors: 1
// No number is in this range.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(range = 50..=1)]
    pub page: u32,
}

fn main() {
    let request = Search::builder().page(2).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
