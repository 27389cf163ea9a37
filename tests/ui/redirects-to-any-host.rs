// errors: 1
// The credentials go to one host alone.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/notes", redirects = any_host)]
pub struct GetNotes {
    pub page: Option<u32>,
}

fn main() {
    let request = GetNotes::builder().build();
    println!("{} {request:?}", GetNotes::OPERATION.name());
}
