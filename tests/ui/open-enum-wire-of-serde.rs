// errors: 1
// Serde's own attribute says nothing here.
use countersign::open_enum;

#[open_enum]
pub enum State {
    #[serde(rename = "open")]
    Open,
}

fn main() {
    println!("{} {:?}", State::ALL.len(), State::Open);
}
