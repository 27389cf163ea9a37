// errors: 1
// The answer of `HEAD` has no body.
use countersign::{Endpoint, endpoint};

#[endpoint(HEAD, "/notes", response = String)]
pub struct GetNotes {
    pub page: Option<u32>,
}

fn main() {
    let request = GetNotes::builder().build();
    println!("{} {request:?}", GetNotes::OPERATION.name());
}
