// errors: 1
// A field has no default, so the model has none either.
use countersign::{Model, model, open_enum};

#[open_enum]
pub enum Sort {
    Price,
}

#[model]
pub struct Line {
    pub offer_id: u64,
    pub sort: Sort,
}

fn main() {
    let line = Line::default();
    println!("{} {line:?}", Line::info().name());
}
