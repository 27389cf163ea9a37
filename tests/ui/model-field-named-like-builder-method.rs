// errors: 1
// The builder has this method already.
use countersign::{Model, model};

#[model(builder)]
pub struct Line {
    pub build: u64,
}

fn main() {
    let line = Line::builder().build();
    println!("{} {line:?}", Line::info().name());
}
