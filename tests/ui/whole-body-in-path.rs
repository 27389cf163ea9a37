// errors: 1
// The field fills a placeholder.
use countersign::{Endpoint, endpoint};

#[endpoint(PUT, "/notes/{note}")]
pub struct SaveNote {
    #[param(body)]
    pub note: String,
}

fn main() {
    let request = SaveNote::builder().note("a").build();
    println!("{} {request:?}", SaveNote::OPERATION.name());
}
