// errors: 1
// The second variant would never be read.
use countersign::open_enum;

#[open_enum]
pub enum State {
    Open,
    #[wire("open")]
    Opened,
}

fn main() {
    println!("{} {:?}", State::ALL.len(), State::Open);
}
