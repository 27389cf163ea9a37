// errors: 1
// The redirect is what is asked for.
use countersign::value::Redirect;
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/notes", response = Redirect, redirects = same_host)]
pub struct GetNotes {
    pub page: Option<u32>,
}

fn main() {
    let request = GetNotes::builder().build();
    println!("{} {request:?}", GetNotes::OPERATION.name());
}
