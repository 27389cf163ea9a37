// errors: 1
// `HEAD` has no body.
use countersign::{Endpoint, endpoint};

#[endpoint(HEAD, "/search")]
pub struct Search {
    #[param(body)]
    pub query: String,
}

fn main() {
    let request = Search::builder().query("a").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
