// errors: 1
// The underscore is missing.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", rename_all = "snakecase")]
pub struct Search {
    pub page_size: u32,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
