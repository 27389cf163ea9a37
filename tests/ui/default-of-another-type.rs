// errors: 1
// The default is of another enumeration.
use countersign::{Endpoint, endpoint, open_enum};

#[open_enum]
pub enum Language {
    English,
}

#[open_enum]
pub enum Sort {
    Price,
}

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(default = Sort::Price)]
    pub language: Language,
}

fn main() {
    let request = Search::builder().language(Language::English).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
