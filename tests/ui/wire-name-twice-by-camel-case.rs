// errors: 1
// The camelCase of one field is the name of another.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(name = "shopId")]
    pub shop: u64,
    pub shop_id: u64,
}

fn main() {
    let request = Search::builder().shop(1).shop_id(2).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
