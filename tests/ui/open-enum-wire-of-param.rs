// errors: 1
// The value stands alone, without a key.
use countersign::open_enum;

#[open_enum]
pub enum State {
    #[wire(name = "open")]
    Open,
}

fn main() {
    println!("{} {:?}", State::ALL.len(), State::Open);
}
