// errors: 1
// The kind of a body that is one field is that of the field.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/markdown", body = json)]
pub struct Render {
    #[param(body)]
    pub text: String,
}

fn main() {
    let request = Render::builder().text("a").build();
    println!("{} {request:?}", Render::OPERATION.name());
}
