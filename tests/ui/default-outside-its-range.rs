// errors: 1
// A server would refuse what a builder starts with.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(default = 100, range = 1..=50)]
    pub page: u32,
}

fn main() {
    let request = Search::builder().page(2).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
