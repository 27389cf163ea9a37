// errors: 1
// The two say the opposite of each other.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", exhaustive)]
#[non_exhaustive]
pub struct Search {
    pub text: String,
}

fn main() {
    let request = Search::builder().text("a").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
