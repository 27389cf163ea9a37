// errors: 1
// Two fields are the whole body.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/markdown")]
pub struct Render {
    #[param(body)]
    pub text: String,
    #[param(body)]
    pub context: String,
}

fn main() {
    let request = Render::builder().text("a").context("b").build();
    println!("{} {request:?}", Render::OPERATION.name());
}
