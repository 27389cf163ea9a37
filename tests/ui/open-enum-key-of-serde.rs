// errors: 1
// camelCase is the rule already, where a value differs its variant says so.
use countersign::open_enum;

#[open_enum(rename_all = "camelCase")]
pub enum State {
    Open,
}

fn main() {
    println!("{} {:?}", State::ALL.len(), State::Open);
}
