// errors: 1
// The compiler knows that this type does not count.
use countersign::{Endpoint, endpoint, model};

#[endpoint(GET, "/search", response = Shelf, pages(page = page))]
pub struct Search {
    pub page: Option<countersign::value::Decimal>,
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
