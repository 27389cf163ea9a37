// errors: 1
// The value stands in parentheses.
use countersign::open_enum;

#[open_enum]
pub enum State {
    #[wire = "open"]
    Open,
}

fn main() {
    println!("{} {:?}", State::ALL.len(), State::Open);
}
