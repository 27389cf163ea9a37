// errors: 1
// A boolean has no range.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(range = 0..=1)]
    pub exact: bool,
}

fn main() {
    let request = Search::builder().exact(true).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
