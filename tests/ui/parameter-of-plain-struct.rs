// errors: 1
// The struct is no model.
use countersign::{Endpoint, endpoint};

#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    pub city: String,
}

#[endpoint(POST, "/search")]
pub struct Search {
    pub address: Address,
}

fn main() {
    let request = Search::builder().address(Address { city: "Hangzhou".into() }).build();
    println!("{} {request:?}", Search::OPERATION.name());
}
