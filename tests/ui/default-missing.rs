// errors: 1
// The key needs an expression.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(default)]
    pub page: u32,
}

fn main() {
    let request = Search::builder().page(2).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
