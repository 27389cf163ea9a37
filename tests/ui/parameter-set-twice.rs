// errors: 1
// A required parameter is set twice: one of the two values would be lost.
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub struct Search {
    pub keyword: String,
    pub page: Option<u32>,
}

fn main() {
    let request = Search::builder().keyword("umbrella").page(1_u32).keyword("parasol").build();
    println!("{request:?}");
}
