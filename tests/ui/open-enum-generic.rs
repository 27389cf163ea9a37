// errors: 1
// The variants are words, nothing else.
use countersign::open_enum;

#[open_enum]
pub enum State<T> {
    Open,
    Paid(T),
}

fn main() {
    let _state: State<u64> = State::Open;
}
