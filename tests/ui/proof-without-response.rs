// errors: 1
// The response is any JSON, which has no fields.
use countersign::{Endpoint, endpoint};

#[endpoint(POST, "/orders", proof(order_id))]
pub struct Order {
    pub number: String,
}

fn main() {
    println!("{}", Order::OPERATION.name());
}
