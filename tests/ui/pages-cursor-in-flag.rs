// errors: 1
// A field that is a cursor is not a boolean.
use countersign::{Endpoint, endpoint, model};

#[endpoint(GET, "/search", response = Shelf, pages(cursor = is_new, next = next))]
pub struct Search {
    pub is_new: Option<bool>,
}

#[model]
pub struct Shelf {
    pub items: Vec<Book>,
    pub next: Option<String>,
    pub is_full: bool,
    pub weight: f64,
}

#[model]
pub struct Book {
    pub isbn: String,
    pub is_new: bool,
}

fn main() {
    let request = Search::builder().build();
    println!("{} {request:?}", Search::OPERATION.name());
}
