// errors: 1
// A function is no word.
use countersign::open_enum;

#[open_enum]
pub fn state() -> &'static str {
    "open"
}

fn main() {
    println!("{}", state());
}
