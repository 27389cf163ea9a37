// errors: 1
// The value is of another type.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    pub page: u32,
}

fn main() {
    let request = Search::builder().page("2").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
