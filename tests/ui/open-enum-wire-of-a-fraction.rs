// errors: 1
// A value is a text or a whole number.
use countersign::open_enum;

#[open_enum]
pub enum State {
    #[wire(1.5)]
    Open,
}

fn main() {
    println!("{} {:?}", State::ALL.len(), State::Open);
}
