// errors: 1
// A field would travel in a body that another field is.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/markdown")]
pub struct Render {
    #[param(body)]
    pub text: String,
    pub context: String,
}

fn main() {
    let request = Render::builder().text("a").context("b").build();
    println!("{} {request:?}", Render::OPERATION.name());
}
