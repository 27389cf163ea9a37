// errors: 1
// A request is a struct.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/search")]
pub enum Search {
    ByKeyword,
    ByImage,
}

fn main() {
    println!("{} {:?} {:?}", Search::OPERATION.name(), Search::ByKeyword, Search::ByImage);
}
