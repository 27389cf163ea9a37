// errors: 1
// The bounds of a range are whole numbers.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(range = 0.5..=1.5)]
    pub weight: f64,
}

fn main() {
    let request = Search::builder().weight(1.0).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
