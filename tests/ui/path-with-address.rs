// errors: 1
// The address of the API is said once, in `api!`.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "https://api.example/search")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
