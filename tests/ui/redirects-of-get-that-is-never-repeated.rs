// errors: 1
// The operation says that it must not be repeated.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/notes", retry = never, redirects = same_host)]
pub struct GetNotes {
    pub page: Option<u32>,
}

fn main() {
    let request = GetNotes::builder().build();
    println!("{} {request:?}", GetNotes::OPERATION.name());
}
