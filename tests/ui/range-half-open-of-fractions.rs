// errors: 1
// 99.50 is less than 100.
use countersign::{Endpoint, endpoint};
use api_1688::Yuan;

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(range = 0..100)]
    pub price: Option<Yuan>,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
