// errors: 1
// An enum is no object.
use countersign::{Model, model};

#[model]
pub enum State {
    Open,
}

fn main() {
    println!("{} {:?}", State::info().name(), State::Open);
}
