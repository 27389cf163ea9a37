// errors: 1
// A value that may vanish would shift the others.
use countersign::open_enum;

#[open_enum]
pub enum State {
    Open,
    #[cfg(not(windows))]
    Paid,
}

fn main() {
    println!("{} {:?}", State::ALL.len(), State::Open);
}
