// errors: 1
// A number has a range, no length.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(max_len = 2)]
    pub page: u32,
}

fn main() {
    let request = Search::builder().page(2).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
