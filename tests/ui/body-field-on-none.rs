// errors: 1
// Without a body, nothing travels in it.
use countersign::endpoint;

/// Places an order.
#[endpoint(POST, "/orders", body = none)]
pub struct NewOrder {
    /// What of.
    pub symbol: String,
    /// How many.
    #[param(in = body)]
    pub quantity: u32,
}

fn main() {
    let _ = NewOrder { symbol: String::new(), quantity: 1 };
}
