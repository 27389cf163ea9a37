// errors: 2
// Each item has its own mistake.
use countersign::{Endpoint, endpoint, open_enum};

#[endpoint(get, "/search")]
pub struct Search {
    pub state: State,
}

#[open_enum]
pub enum State {
    Open,
    Unknown,
}

fn main() {
    println!("{} {:?}", Search::OPERATION.name(), Search { state: State::Open });
}
