// errors: 1
// No case is called so.
use countersign::open_enum;

#[open_enum(rename_all = "Title Case")]
pub enum State {
    InTransit,
}

fn main() {
    println!("{} {:?}", State::ALL.len(), State::InTransit);
}
