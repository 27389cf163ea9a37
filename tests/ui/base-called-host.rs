// errors: 1
// Other libraries call it `host`.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/notes", host = "https://uploads.example")]
pub struct PostNote {
    pub page: Option<u32>,
}

fn main() {
    let request = PostNote::builder().build();
    println!("{} {request:?}", PostNote::OPERATION.name());
}
