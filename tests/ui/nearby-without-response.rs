// errors: 1
// There is no type whose names could be looked for.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/orders", nearby)]
pub struct ListOrders {}

fn main() {
    println!("{}", ListOrders::OPERATION.name());
}
