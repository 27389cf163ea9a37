// errors: 1
// A field is a word, no text.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", pages(page = "page"))]
pub struct Search {
    pub page: u32,
}

fn main() {
    let request = Search::builder().page(2).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
