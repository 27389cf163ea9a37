// errors: 1
// What a model says of a field, a parameter says in its type.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/notes")]
pub struct GetNotes {
    #[param(serde)]
    pub range: String,
}

fn main() {
    let request = GetNotes::builder().range("1-5").build();
    println!("{} {request:?}", GetNotes::OPERATION.name());
}
