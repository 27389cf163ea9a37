// errors: 1
// The path stands alone.
use countersign::{Endpoint, endpoint};

#[endpoint("/search")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
