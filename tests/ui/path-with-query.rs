// errors: 1
// The query is made of fields.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search?lang=en")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
