// errors: 1
// The model is wrong, everything that holds it is not.
use countersign::{Endpoint, endpoint, model};

#[endpoint(POST, "/orders", response = Order)]
pub struct CreateOrder {
    pub order: Order,
}

#[model]
pub struct Order {
    #[field(nmae = "orderID")]
    pub id: u64,
    pub parts: Vec<Order>,
}

fn main() {
    let order = Order { id: 7, parts: Vec::new() };
    println!("{} {:?}", CreateOrder::OPERATION.name(), CreateOrder::builder().order(order).build());
}
