// errors: 1
// A value is written as a number or as a string.
use countersign::model;

#[model]
pub struct Line {
    #[field(number, text)]
    pub quantity: u64,
}

fn main() {
    let _: Option<Line> = None;
}
