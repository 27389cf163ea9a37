// errors: 1
// A field is there or not, there is nothing between.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    pub keyword: Option<Option<String>>,
}

fn main() {
    let request = Search::builder().keyword(None).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
