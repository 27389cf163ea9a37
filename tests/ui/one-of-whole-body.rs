// errors: 1
// A whole body is not one of several parameters.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/markdown", require_one_of(text, url))]
pub struct Render {
    #[param(body)]
    pub text: Option<String>,
    #[param(in = query)]
    pub url: Option<String>,
}

fn main() {
    let request = Render::builder().text("a").build();
    println!("{} {request:?}", Render::OPERATION.name());
}
