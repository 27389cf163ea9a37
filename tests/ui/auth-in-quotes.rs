// errors: 1
// The scheme is a word, no text.
use countersign::endpoint;

#[endpoint(GET, "/time", auth = "public")]
pub struct Time;

fn main() {
    println!("{:?}", Time);
}
