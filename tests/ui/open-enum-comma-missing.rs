// errors: 1
// Nothing stands between two variants.
use countersign::{model, open_enum};

#[open_enum]
pub enum State {
    #[wire("on sale")]
    OnSale
    SoldOut,
}

#[model]
pub struct Offer {
    pub state: State,
}

fn main() {
    println!("{:?}", Offer { state: State::SoldOut });
}
