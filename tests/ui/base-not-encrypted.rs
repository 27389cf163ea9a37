// errors: 1
// What is signed could be read on the way to the other host.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/notes", base = "http://uploads.example")]
pub struct PostNote {
    pub page: Option<u32>,
}

fn main() {
    let request = PostNote::builder().build();
    println!("{} {request:?}", PostNote::OPERATION.name());
}
