// errors: 1
// A value that no variant has is kept.
use countersign::open_enum;

#[open_enum(untagged)]
pub enum State {
    Open,
}

fn main() {
    println!("{} {:?}", State::ALL.len(), State::Open);
}
