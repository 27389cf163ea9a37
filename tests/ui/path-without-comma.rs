// errors: 1
// Nothing stands between method and path.
use countersign::{Endpoint, endpoint};

#[endpoint(GET "/search")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
