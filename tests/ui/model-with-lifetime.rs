// errors: 1
// What is read outlives the bytes it was read from.
use countersign::model;

#[model]
pub struct Offer<'a> {
    pub title: &'a str,
}

fn main() {
    println!("{}", Offer { title: "umbrella" }.title);
}
