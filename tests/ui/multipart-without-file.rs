// errors: 1
// Nothing here needs parts.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/search", body = multipart)]
pub struct Search {
    pub keyword: String,
    pub pieces: Vec<u32>,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
