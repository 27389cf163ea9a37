// errors: 1
// The type of the field is no number.
use countersign::{Endpoint, endpoint, open_enum};

#[open_enum]
pub enum Language {
    English,
}

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(range = 1..=50)]
    pub language: Language,
}

fn main() {
    let request = Search::builder().language(Language::English).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
