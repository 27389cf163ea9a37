// errors: 1
// A model is generic over types only.
use countersign::model;

#[model]
pub struct Offer<const N: usize> {
    pub images: Vec<String>,
}

fn main() {
    println!("{}", Offer::<3> { images: Vec::new() }.images.len());
}
