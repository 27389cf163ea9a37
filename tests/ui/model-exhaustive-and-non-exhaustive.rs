// errors: 1
// The two say the opposite of each other.
use countersign::{Model, model};

#[model(exhaustive)]
#[non_exhaustive]
pub struct Line {
    pub offer_id: u64,
}

fn main() {
    println!("{}", Line::info().name());
}
