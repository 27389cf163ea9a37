// errors: 1
// An object of JSON has no place for a file.
use countersign::model;
use countersign::value::File;

#[model]
pub struct Picture {
    pub name: String,
    pub content: File,
}

fn main() {
    let content = File::new("a.png", "image/png", "a");
    println!("{:?}", Picture { name: "a".into(), content });
}
