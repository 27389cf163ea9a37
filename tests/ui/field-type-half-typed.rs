// errors: 1
// Somebody is about to close the brackets of a type.
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub struct Search {
    pub keyword: String,
    pub page: Option<u32,
}

fn main() {
    println!("{:?}", Search::builder().keyword("umbrella").build());
}
