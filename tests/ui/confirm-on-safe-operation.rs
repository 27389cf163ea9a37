// errors: 1
// Calling a safe operation changes nothing, so nobody is asked first anyway.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", confirm = false)]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
