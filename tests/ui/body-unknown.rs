// errors: 1
// There is no such body.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/search", body = xml)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
