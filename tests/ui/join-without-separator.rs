// errors: 1
// Nothing stands between the items.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(join = "")]
    pub words: Vec<String>,
}

fn main() {
    let request = Search::builder().words(["a"]).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
