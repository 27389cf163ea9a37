// errors: 1
// The builder has this method already.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/parts")]
pub struct Search {
    pub build: u32,
}

fn main() {
    let request = Search::builder().build();
    println!("{} {request:?}", Search::OPERATION.name());
}
