// errors: 1
// The second variant would never be read.
use countersign::open_enum;

#[open_enum]
pub enum State {
    #[wire(1)]
    Open,
    #[wire(1)]
    Paid,
}

fn main() {
    println!("{} {:?}", State::ALL.len(), State::Open);
}
