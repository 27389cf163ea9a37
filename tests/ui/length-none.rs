// errors: 1
// No text fits.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(max_len = 0)]
    pub keyword: String,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
