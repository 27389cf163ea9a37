// errors: 1
// What has a default is always there.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(default = 1)]
    pub page: Option<u32>,
}

fn main() {
    let request = Search::builder().page(2).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
