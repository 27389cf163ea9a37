// errors: 1
// An empty list clears already.
use countersign::value::Patch;
use countersign::{Endpoint, endpoint};

#[endpoint(PATCH, "/issue")]
pub struct ChangeIssue {
    pub labels: Patch<Vec<String>>,
}

fn main() {
    println!("{}", ChangeIssue::OPERATION.name());
}
