// errors: 1
// The page number is what turns pages.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", pages(page_size = page))]
pub struct Search {
    pub page: u32,
}

fn main() {
    let request = Search::builder().page(2).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
