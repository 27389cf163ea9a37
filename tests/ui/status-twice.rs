// errors: 1
// One status is there twice.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/notes", status = [201, 201])]
pub struct GetNotes {
    pub page: Option<u32>,
}

fn main() {
    let request = GetNotes::builder().build();
    println!("{} {request:?}", GetNotes::OPERATION.name());
}
