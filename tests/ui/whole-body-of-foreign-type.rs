// errors: 1
// The type is not one of the wire.
use countersign::{Endpoint, endpoint};

#[derive(Clone, Debug, PartialEq)]
pub struct Note(pub String);

#[endpoint(PUT, "/notes")]
pub struct SaveNote {
    #[param(body)]
    pub note: Note,
}

fn main() {
    let request = SaveNote::builder().note(Note(String::new())).build();
    println!("{} {request:?}", SaveNote::OPERATION.name());
}
