// errors: 1
// A content type is that of a whole body.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/markdown")]
pub struct Render {
    #[param(content_type = "text/plain")]
    pub text: String,
}

fn main() {
    let request = Render::builder().text("a").build();
    println!("{} {request:?}", Render::OPERATION.name());
}
