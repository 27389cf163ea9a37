// errors: 1
// The field that turns pages is not there.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", pages(page = pgae))]
pub struct Search {
    pub page: u32,
}

fn main() {
    let request = Search::builder().page(2).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
