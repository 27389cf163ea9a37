//! `POST /alibaba/trade/receiveGoods/confirm`: confirm that goods have arrived.
//!
//! Source: <https://wiki-en.dajisaas.com/api-194164772>, modified 2024-08-15. Upstream: `trade.receivegoods.confirm-1`.
//! Only the answer of a failure is published; that of a success is inferred to have the same shape. The path
//! `/alibaba/trade/order/confirmReceipt` in a third party's notes is wrong.

use countersign::{endpoint, model};

use crate::ids::{OrderId, OrderItemId};

/// Confirms, as the buyer, that lines of an order have arrived. The client never sends it twice.
///
/// A failure arrives as business code `1009`, with upstream's code and text in `data.result`. An answer that does not
/// say `success: true` there leaves the outcome unknown: look at the state of the order.
///
/// # Example
///
/// ```
/// # api_1688::stand_in::example(async |client| {
/// # let order_id = api_1688::stand_in::sample_order(&client).await?;
/// # client.password_free_pay().order_id(order_id).send().await?;
/// let order = client.order_details().order_id(order_id).send().await?;
/// let lines = order.items.iter().filter_map(|line| line.id);
/// let confirmed = client.confirm_receipt().order_id(order_id).order_item_ids(lines.collect::<Vec<_>>()).send().await?;
/// assert_eq!(confirmed.success, Some(true));
/// # Ok(())
/// # });
/// ```
#[endpoint(
    POST,
    "/alibaba/trade/receiveGoods/confirm",
    response = ReceiptConfirmation,
    data = "result",
    proof(success),
    failure(code = "errorCode", message = "errorInfo"),
    docs = "https://wiki-en.dajisaas.com/api-194164772",
)]
#[doc(alias = "/alibaba/trade/receiveGoods/confirm")]
pub struct ConfirmReceipt {
    /// The order; a JSON number here, unlike in the other operations. Whether a string is accepted is unknown.
    #[param(number, reference)]
    pub order_id: OrderId,
    /// The lines that arrived, from [`OrderItem::id`](crate::order::OrderItem::id); JSON numbers.
    #[param(name = "orderEntryIds", number, min_items = 1)]
    pub order_item_ids: Vec<OrderItemId>,
}

/// Whether receipt was confirmed.
#[model]
pub struct ReceiptConfirmation {
    /// Whether it was confirmed. Always `true` in a client's reply.
    pub success: Option<bool>,
    /// The error message (upstream), in Chinese; empty on success at another reseller. Only this operation calls it
    /// `errorInfo`.
    #[field(name = "errorInfo")]
    pub error_message: Option<String>,
    /// The error code (upstream), such as `4003`.
    pub error_code: Option<String>,
}
