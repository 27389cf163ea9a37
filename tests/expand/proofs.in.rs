/// Orders a book.
#[endpoint(
    POST,
    "/orders",
    response = Ordered,
    proof(order_id, orders.order_id, r#type),
)]
pub struct OrderBook {
    /// Your own number.
    #[param(reference)]
    pub number: String,
}
