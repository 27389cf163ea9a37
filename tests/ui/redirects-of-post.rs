// errors: 1
// A note would be made twice.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/notes", redirects = same_host)]
pub struct PostNote {
    pub page: Option<u32>,
}

fn main() {
    let request = PostNote::builder().build();
    println!("{} {request:?}", PostNote::OPERATION.name());
}
