// errors: 1
// The body is a field, and a constant cannot be a part of it.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/markdown", constant("method" = "render"))]
pub struct Render {
    #[param(body)]
    pub text: String,
}

fn main() {
    let request = Render::builder().text("a").build();
    println!("{} {request:?}", Render::OPERATION.name());
}
