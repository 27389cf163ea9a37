// errors: 1
// An empty list is not sent.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(default = 1)]
    pub numbers: Vec<u32>,
}

fn main() {
    let request = Search::builder().numbers([2]).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
