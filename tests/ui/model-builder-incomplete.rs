// errors: 1
// A required field was forgotten.
use countersign::{Model, model};

#[model(builder)]
pub struct Line {
    pub offer_id: u64,
    pub quantity: u32,
    pub note: Option<String>,
}

fn main() {
    let line = Line::builder().offer_id(7).note("a gift").build();
    println!("{} {line:?}", Line::info().name());
}
