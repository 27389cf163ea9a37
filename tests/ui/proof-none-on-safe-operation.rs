// errors: 1
// An operation that may be repeated needs no proof, not even none.
use countersign::value::Decimal;
use countersign::{Endpoint, endpoint, model};

/// What was ordered.
#[model]
pub struct Created {
    pub order_id: Option<u64>,
    pub total: Option<Decimal>,
    pub note: Option<String>,
    pub orders: Vec<Part>,
}

/// One of several orders.
#[model]
pub struct Part {
    pub order_id: Option<u64>,
}

#[endpoint(POST, "/orders", response = Created, retry = safe, proof = none)]
pub struct Order {
    pub number: String,
}

fn main() {
    println!("{}", Order::OPERATION.name());
}
