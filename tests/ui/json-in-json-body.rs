// errors: 1
// A JSON body holds nested values as they are.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/search")]
pub struct Search {
    #[param(json)]
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
