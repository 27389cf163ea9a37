// errors: 1
// W008: one word says what three say.
#![deny(deprecated)]
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(name = "page_size")]
    pub page_size: u32,
    pub page: u32,
    #[param(name = "sort_by")]
    pub sort_by: String,
    #[param(name = "sort_order")]
    pub sort_order: String,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
