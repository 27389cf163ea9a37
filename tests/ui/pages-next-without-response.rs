// errors: 1
// Without a response, there is no member.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", pages(cursor = cursor, next = next))]
pub struct Search {
    pub cursor: Option<String>,
}

fn main() {
    let request = Search::builder().build();
    println!("{} {request:?}", Search::OPERATION.name());
}
