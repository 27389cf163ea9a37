// errors: 1
// W001: camelCase is the name anyway.
#![deny(deprecated)]
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(name = "shopId")]
    pub shop_id: u64,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
