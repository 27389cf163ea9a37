// errors: 1
// The value is missing.
use countersign::open_enum;

#[open_enum]
pub enum State {
    #[wire]
    Open,
}

fn main() {
    println!("{} {:?}", State::ALL.len(), State::Open);
}
