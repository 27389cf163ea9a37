// errors: 1
// A base URL has no parameters.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/notes", base = "https://{page}.example")]
pub struct PostNote {
    pub page: Option<u32>,
}

fn main() {
    let request = PostNote::builder().build();
    println!("{} {request:?}", PostNote::OPERATION.name());
}
