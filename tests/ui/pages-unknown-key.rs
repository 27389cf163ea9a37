// errors: 1
// A letter of the key is wrong.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", pages(pages = page))]
pub struct Search {
    pub page: u32,
}

fn main() {
    let request = Search::builder().page(2).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
