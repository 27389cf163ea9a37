// errors: 1
// An operation is one row of a table.
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub struct Search<T> {
    pub keyword: T,
}

fn main() {
    println!("{}", Search { keyword: "umbrella" }.keyword);
}
