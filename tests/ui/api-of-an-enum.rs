// errors: 1
// The client is a struct.
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub struct Search;

countersign::api! {
    pub enum Shop {}
}

fn main() {
    println!("{}", std::any::type_name::<Search>());
}
