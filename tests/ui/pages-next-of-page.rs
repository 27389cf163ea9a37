// errors: 1
// A page number needs no cursor.
use countersign::{Endpoint, endpoint, model};

#[endpoint(GET, "/search", response = Shelf, pages(page = page, next = next))]
pub struct Search {
    pub page: Option<u32>,
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
