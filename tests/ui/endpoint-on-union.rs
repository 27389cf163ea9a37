// errors: 1
// A request is a struct.
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub union Search {
    keyword: u64,
    #[param(name = "imageID")]
    image: u64,
}

fn main() {
    let _search = Search { keyword: 7 };
}
