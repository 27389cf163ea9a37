// errors: 1
// The enumeration is wrong, everything that holds it is not.
use countersign::{endpoint, model, open_enum};

#[open_enum]
pub enum State {
    Open,
    #[wire("open")]
    Paid,
}

#[model]
pub struct Order {
    pub state: State,
}

#[endpoint(GET, "/orders", response = Vec<Order>)]
pub struct Orders {
    pub states: Vec<State>,
}

fn main() {
    println!("{} {:?}", State::Paid, Orders::builder().states([State::Open]).build());
}
