// errors: 1
// A parameter that may vanish would shift the others.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    pub keyword: String,
    #[cfg(not(windows))]
    pub page: Option<u32>,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
