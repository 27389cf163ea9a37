// errors: 1
// The members of an object have names.
use countersign::{Model, model};

#[model]
pub struct Offer(pub u64);

fn main() {
    println!("{} {:?}", Offer::info().name(), Offer(7));
}
