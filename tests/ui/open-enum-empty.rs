// errors: 1
// No value is known.
use countersign::open_enum;

#[open_enum]
pub enum State {}

fn main() {
    println!("{}", State::ALL.len());
}
