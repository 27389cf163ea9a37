// errors: 1
// Somebody is about to type the type of a field; the other fields are there.
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub struct Search {
    pub keyword: String,
    #[param(range = 1..)]
    pub page
}

fn main() {
    println!("{:?}", Search::builder().keyword("umbrella").build());
}
