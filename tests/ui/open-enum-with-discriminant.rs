// errors: 1
// The value on the wire is said with `#[wire]`.
use countersign::open_enum;

#[open_enum]
pub enum State {
    Open = 1,
    Paid,
}

fn main() {
    println!("{} {:?}", State::ALL.len(), State::Open);
}
