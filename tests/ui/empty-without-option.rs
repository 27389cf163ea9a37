// errors: 1
// The response is always there, and an answer 304 has none.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/notes", response = Vec<String>, empty = [304])]
pub struct GetNotes {
    pub page: Option<u32>,
}

fn main() {
    let request = GetNotes::builder().build();
    println!("{} {request:?}", GetNotes::OPERATION.name());
}
