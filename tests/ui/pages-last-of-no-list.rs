// errors: 1
// The response has no items.
use countersign::{Endpoint, endpoint, model};

#[endpoint(GET, "/search", response = Book, pages(cursor = cursor, last = isbn))]
pub struct Search {
    pub cursor: Option<String>,
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
