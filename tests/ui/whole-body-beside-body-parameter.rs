// errors: 1
// A field wants to be in a body that another field is.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/markdown")]
pub struct Render {
    #[param(body)]
    pub text: String,
    #[param(in = body)]
    pub context: String,
}

fn main() {
    let request = Render::builder().text("a").context("b").build();
    println!("{} {request:?}", Render::OPERATION.name());
}
