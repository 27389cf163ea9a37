// errors: 1
// The response is any JSON.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/notes", empty = [304])]
pub struct GetNotes {
    pub page: Option<u32>,
}

fn main() {
    let request = GetNotes::builder().build();
    println!("{} {request:?}", GetNotes::OPERATION.name());
}
