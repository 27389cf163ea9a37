// errors: 1
// A struct is no word.
use countersign::open_enum;

#[open_enum]
pub struct State {
    pub open: bool,
}

fn main() {
    println!("{}", State { open: true }.open);
}
