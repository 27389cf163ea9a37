// errors: 1
// There is nothing to choose.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", require_one_of(image_id))]
pub struct Search {
    pub image_id: Option<u64>,
    pub image_url: Option<String>,
}

fn main() {
    let request = Search::builder().image_id(7).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
