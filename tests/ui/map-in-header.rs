// errors: 1
// A map is not one header.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(in = header, name = "x-more")]
    pub more: std::collections::BTreeMap<String, String>,
}

fn main() {
    let request = Search::builder().build();
    println!("{} {request:?}", Search::OPERATION.name());
}
