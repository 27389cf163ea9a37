// errors: 1
// A variant without `#[wire]` is a text among numbers.
use countersign::open_enum;

#[open_enum]
pub enum State {
    #[wire(1)]
    Open,
    Paid,
}

fn main() {
    println!("{} {:?}", State::ALL.len(), State::Open);
}
