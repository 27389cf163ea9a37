// errors: 1
// The default is of another enumeration.
use countersign::{Model, model, open_enum};

#[open_enum]
pub enum Language {
    English,
}

#[open_enum]
pub enum Sort {
    Price,
}

#[model(builder)]
pub struct Line {
    #[field(default = Sort::Price)]
    pub language: Language,
}

fn main() {
    let line = Line::builder().language(Language::English).build();
    println!("{} {line:?}", Line::info().name());
}
