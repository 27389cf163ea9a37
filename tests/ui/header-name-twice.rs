// errors: 1
// Capitals do not tell headers apart.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(in = header, name = "x-shop")]
    pub shop: String,
    #[param(in = header, name = "X-Shop")]
    pub other: String,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
