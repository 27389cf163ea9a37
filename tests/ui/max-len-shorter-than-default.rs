// errors: 1
// Every request that keeps the default would be refused.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(max_len = 3, default = "umbrella")]
    pub keyword: String,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
