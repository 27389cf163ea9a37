// errors: 1
// The builder would not know the type.
use countersign::{Model, model};

#[model(builder)]
pub struct Line<T> {
    pub offer: T,
}

fn main() {
    println!("{}", Line::<u64>::info().name());
}
