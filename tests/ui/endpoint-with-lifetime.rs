// errors: 1
// A request owns what it sends.
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub struct Search<'a> {
    #[param(name = "q")]
    pub keyword: &'a str,
}

fn main() {
    println!("{}", Search { keyword: "umbrella" }.keyword);
}
