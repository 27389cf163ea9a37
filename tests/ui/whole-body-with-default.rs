// errors: 1
// A whole body is there or not.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/markdown")]
pub struct Render {
    #[param(body, default = "")]
    pub text: String,
}

fn main() {
    let request = Render::builder().build();
    println!("{} {request:?}", Render::OPERATION.name());
}
