// errors: 1
// The type has no default of its own.
use countersign::{Model, model, open_enum};

#[open_enum]
pub enum State {
    Open,
}

#[model]
pub struct Offer {
    #[field(default)]
    pub state: State,
}

fn main() {
    println!("{} {:?}", Offer::info().name(), Offer { state: State::Open });
}
