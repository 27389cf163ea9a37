// errors: 1
// Documentation of the struct is the documentation of the operation.
#![deny(missing_docs)]
//! An API.
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub struct Search {
    /// What to look for.
    pub keyword: String,
}

fn main() {
    println!("{:?}", Search::builder().keyword("umbrella").build());
}
