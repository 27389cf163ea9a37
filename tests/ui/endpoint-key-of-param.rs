// errors: 1
// The key belongs on a field.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", join = ",")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
