// errors: 1
// A parameter is a list of an enumeration, and texts were given.
use countersign::{endpoint, open_enum};

#[open_enum]
pub enum State {
    Open,
    Closed,
}

#[endpoint(GET, "/offers")]
pub struct Offers {
    pub states: Vec<State>,
}

fn main() {
    println!("{:?} {:?}", Offers::builder().states(["open"]).build(), State::Closed);
}
