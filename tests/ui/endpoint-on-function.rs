// errors: 1
// The request is declared, not the call.
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub fn search(keyword: String) -> String {
    keyword
}

fn main() {
    println!("{}", search("umbrella".to_owned()));
}
