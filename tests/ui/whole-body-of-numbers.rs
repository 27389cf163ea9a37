// errors: 1
// Bytes have a type.
use countersign::{Endpoint, endpoint};

#[endpoint(PUT, "/files")]
pub struct SaveFile {
    #[param(body)]
    pub file: Vec<u8>,
}

fn main() {
    let request = SaveFile::builder().file([1]).build();
    println!("{} {request:?}", SaveFile::OPERATION.name());
}
