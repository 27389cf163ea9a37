#[endpoint(POST, "/orders", response = Order)]
pub struct CreateOrder {
    pub address: Address,
    #[param(number)]
    pub total: String,
    #[param(reference)]
    pub order_reference: Option<String>,
    #[param(in = query)]
    pub trial: Option<bool>,
    #[param(in = header, name = "x-shop")]
    pub shop: Option<String>,
}
