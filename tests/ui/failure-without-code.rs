// errors: 1
// Which failure it is, the code says.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", failure(message = "errorMessage"))]
pub struct Search {
    pub keyword: String,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
