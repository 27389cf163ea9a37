// errors: 1
// A variant is one word on the wire.
use countersign::open_enum;

#[open_enum]
pub enum State {
    Open,
    Paid(u64),
}

fn main() {
    println!("{} {:?}", State::ALL.len(), State::Open);
}
