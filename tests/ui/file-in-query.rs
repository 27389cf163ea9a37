// errors: 1
// A query has no place for a file.
use countersign::endpoint;

#[endpoint(GET, "/pictures")]
pub struct FindPictures {
    pub like: Vec<countersign::value::File>,
}

fn main() {
    println!("{:?}", FindPictures::builder().build());
}
