// errors: 1
// The default is a variant that is not there.
use countersign::{Endpoint, endpoint, open_enum};

#[open_enum]
pub enum Language {
    English,
}

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(default = Language::Englihs)]
    pub language: Language,
}

fn main() {
    let request = Search::builder().language(Language::English).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
