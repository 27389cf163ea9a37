// errors: 1
// A boolean has no length.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(max_len = 2)]
    pub exact: bool,
}

fn main() {
    let request = Search::builder().exact(true).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
