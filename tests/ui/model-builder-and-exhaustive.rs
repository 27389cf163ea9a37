// errors: 1
// A struct that does not grow needs no builder.
use countersign::{Model, model};

#[model(exhaustive, builder)]
pub struct Line {
    pub offer_id: u64,
}

fn main() {
    let line = Line::builder().offer_id(7).build();
    println!("{} {line:?}", Line::info().name());
}
