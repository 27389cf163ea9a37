// errors: 1
// `Unknown` is added by the macro, with the text in it.
use countersign::open_enum;

#[open_enum]
pub enum State {
    Open,
    Unknown(String),
}

fn main() {
    println!("{} {:?}", State::ALL.len(), State::Open);
}
