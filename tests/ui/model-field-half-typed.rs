// errors: 1
// Somebody is about to type the type of a field, which alone uses the type parameter.
use countersign::{endpoint, model};

#[model]
pub struct Page<T> {
    pub total: u32,
    #[field(default)]
    pub items:
}

#[endpoint(GET, "/search", response = Page<u32>)]
pub struct Search;

fn main() {
    println!("{:?} {:?}", Search::builder().build(), None::<Page<u32>>);
}
