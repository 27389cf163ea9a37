// errors: 1
// The case makes one name of two fields.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search", rename_all = "UPPERCASE")]
pub struct Search {
    pub page: u32,
    #[param(name = "PAGE")]
    pub first: u32,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
