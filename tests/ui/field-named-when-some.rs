// errors: 1
// The builder sets optional parameters with this method.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/parts")]
pub struct Search {
    pub when_some: u32,
}

fn main() {
    let request = Search::builder().build();
    println!("{} {request:?}", Search::OPERATION.name());
}
