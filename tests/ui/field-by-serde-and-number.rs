// errors: 1
// What serde writes is written as serde writes it.
use countersign::model;

#[model]
pub struct Note {
    #[field(serde, number)]
    pub size: String,
}

fn main() {
    println!("{:?}", Note { size: String::new() });
}
