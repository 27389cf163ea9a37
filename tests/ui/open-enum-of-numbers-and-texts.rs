// errors: 1
// The values of one enumeration are of one kind.
use countersign::open_enum;

#[open_enum]
pub enum State {
    #[wire(1)]
    Open,
    #[wire("paid")]
    Paid,
}

fn main() {
    println!("{} {:?}", State::ALL.len(), State::Open);
}
