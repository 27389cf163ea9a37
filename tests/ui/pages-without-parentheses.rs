// errors: 1
// The fields stand in parentheses.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", pages = page)]
pub struct Search {
    pub page: u32,
}

fn main() {
    let request = Search::builder().page(2).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
