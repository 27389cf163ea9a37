// errors: 1
// A base URL says how to talk.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/notes", base = "uploads.example")]
pub struct PostNote {
    pub page: Option<u32>,
}

fn main() {
    let request = PostNote::builder().build();
    println!("{} {request:?}", PostNote::OPERATION.name());
}
