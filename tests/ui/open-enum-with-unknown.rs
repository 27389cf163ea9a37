// errors: 1
// `Unknown` is added by the macro.
use countersign::open_enum;

#[open_enum]
pub enum State {
    Open,
    Unknown,
}

fn main() {
    println!("{} {:?}", State::ALL.len(), State::Open);
}
