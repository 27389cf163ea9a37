// errors: 1
// A whole body is there or not; there is no `null` of it.
use countersign::value::Patch;
use countersign::{Endpoint, endpoint};

#[endpoint(PUT, "/notes")]
pub struct SaveNote {
    #[param(body)]
    pub note: Patch<String>,
}

fn main() {
    let request = SaveNote::builder().build();
    println!("{} {request:?}", SaveNote::OPERATION.name());
}
