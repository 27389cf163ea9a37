// errors: 1
// A parameter is an enumeration, and text was given: a value that is misspelt would be sent.
use countersign::{endpoint, open_enum};

#[open_enum]
pub enum State {
    Open,
    Closed,
}

#[endpoint(GET, "/offers")]
pub struct Offers {
    pub state: Option<State>,
}

fn main() {
    println!("{:?} {:?}", Offers::builder().state("open").build(), State::Closed);
}
