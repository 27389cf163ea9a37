// errors: 1
// No answer has this status.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/notes", status = [99])]
pub struct GetNotes {
    pub page: Option<u32>,
}

fn main() {
    let request = GetNotes::builder().build();
    println!("{} {request:?}", GetNotes::OPERATION.name());
}
