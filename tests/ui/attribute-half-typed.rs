// errors: 1
// Somebody is about to type the rest of the attribute, and Rust has no item yet.
use countersign::endpoint;

#[endpoint(GET, "/search"
pub struct Search {
    pub keyword: String,
}

fn main() {
    println!("{:?}", Search::builder().keyword("umbrella").build());
}
