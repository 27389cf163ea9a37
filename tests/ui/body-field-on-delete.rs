// errors: 1
// A DELETE has a body only where it is declared.
use countersign::{Endpoint, endpoint};

#[endpoint(DELETE, "/search")]
pub struct Search {
    #[param(in = body)]
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
