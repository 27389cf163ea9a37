// errors: 1
// What travels in a URL is ASCII.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/商品/list")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
