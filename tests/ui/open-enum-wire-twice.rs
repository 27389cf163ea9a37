// errors: 1
// Two values, which is right?
use countersign::open_enum;

#[open_enum]
pub enum State {
    #[wire("open")]
    #[wire("opened")]
    Open,
}

fn main() {
    println!("{} {:?}", State::ALL.len(), State::Open);
}
