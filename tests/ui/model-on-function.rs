// errors: 1
// A function is no object.
use countersign::model;

#[model]
pub fn offer() -> u64 {
    7
}

fn main() {
    println!("{}", offer());
}
