// errors: 1
// One status cannot be with and without a value.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/notes", response = Option<String>, empty = [204], status = [204])]
pub struct GetNotes {
    pub page: Option<u32>,
}

fn main() {
    let request = GetNotes::builder().build();
    println!("{} {request:?}", GetNotes::OPERATION.name());
}
