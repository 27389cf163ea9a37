// errors: 1
// Serde cannot read the type.
use countersign::model;

#[derive(Clone, Debug, PartialEq)]
pub struct Size(pub u32);

#[model]
pub struct Note {
    #[field(serde)]
    pub size: Size,
}

fn main() {
    println!("{:?}", Note { size: Size(7) });
}
