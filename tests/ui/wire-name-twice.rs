// errors: 1
// Two fields have one name in the query.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    pub text: String,
    #[param(name = "text")]
    pub label: String,
}

fn main() {
    let request = Search::builder().text("a").label("b").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
