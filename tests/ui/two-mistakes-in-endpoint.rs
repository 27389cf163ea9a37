// errors: 2
// Two keys are misspelt, and both are reported.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", respone = String)]
pub struct Search {
    #[param(max_lne = 20)]
    pub keyword: String,
}

fn main() {
    let request = Search::builder().keyword("umbrella").build();
    println!("{} {request:?}", Search::OPERATION.name());
}
