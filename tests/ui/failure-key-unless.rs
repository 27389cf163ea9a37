// errors: 1
// What a good answer has is its proof, not part of the failure.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/orders", failure(code = "errorCode", unless = "orderId"))]
pub struct Order {
    pub number: String,
}

fn main() {
    println!("{}", Order::OPERATION.name());
}
