// errors: 1
// What is not patched is kept.
use countersign::value::Patch;
use countersign::{Endpoint, endpoint};

#[endpoint(PATCH, "/issue")]
pub struct ChangeIssue {
    #[param(default = 1)]
    pub weight: Patch<u32>,
}

fn main() {
    println!("{}", ChangeIssue::OPERATION.name());
}
