// errors: 1
// Statuses are a list.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/notes", status = 201)]
pub struct GetNotes {
    pub page: Option<u32>,
}

fn main() {
    let request = GetNotes::builder().build();
    println!("{} {request:?}", GetNotes::OPERATION.name());
}
