// errors: 1
// W008: one word says what three say.
#![deny(deprecated)]
use countersign::open_enum;

#[open_enum]
pub enum State {
    #[wire("OPEN")]
    Open,
    #[wire("IN_TRANSIT")]
    InTransit,
    #[wire("CLOSED")]
    Closed,
}

fn main() {
    println!("{}", State::ALL.len());
}
