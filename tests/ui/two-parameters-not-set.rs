// errors: 2
// Two required parameters were forgotten, which is two mistakes.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search { pub keyword: String, pub shop_id: u64 }

fn main() {
    let request = Search::builder().build();
    println!("{} {request:?}", Search::OPERATION.name());
}
