// errors: 1
// A key makes a repetition safe, and no redirect.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/notes", retry = idempotent(key), redirects = same_host)]
pub struct PostNote {
    pub key: String,
}

fn main() {
    let request = PostNote::builder().key("1").build();
    println!("{} {request:?}", PostNote::OPERATION.name());
}
