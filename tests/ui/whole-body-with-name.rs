// errors: 1
// A whole body has no name.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/markdown")]
pub struct Render {
    #[param(body, name = "Text")]
    pub text: String,
}

fn main() {
    let request = Render::builder().text("a").build();
    println!("{} {request:?}", Render::OPERATION.name());
}
