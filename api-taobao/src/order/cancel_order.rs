//! `POST /taobao/purchase/order/asyn/cancel`: cancel an order.
//!
//! Source: <https://wiki-en.dajisaas.com/api-194164781>. The answer is upstream's (inferred).

use countersign::{endpoint, model};

use crate::ids::{PurchaseOrderId, PurchaseOrderLineId};

/// Starts to cancel an order. The client never sends it twice.
///
/// The answer only reports that the cancellation was started: look the order up again.
///
/// # Example
///
/// ```
/// # api_taobao::stand_in::example(async |client| {
/// let cancel = client.cancel_order().order_id(200_049_962_700).reason("取消的原因");
/// // The embedded stand-in does not know this order.
/// let error = cancel.send().await.unwrap_err();
/// assert_eq!(error.upstream_code(), Some("ORDER_NOT_EXIST"));
/// # Ok(())
/// # });
/// ```
#[endpoint(
    POST,
    "/taobao/purchase/order/asyn/cancel",
    response = Cancellation,
    wrappers("data", "result"),
    nearby,
    proof(success),
    failure(code = "errorCode", message = "errorMsg"),
    docs = "https://wiki-en.dajisaas.com/api-194164781",
)]
#[doc(alias = "/taobao/purchase/order/asyn/cancel")]
pub struct CancelOrder {
    /// The order; a string on the wire.
    #[param(name = "purchase_id", reference)]
    pub order_id: PurchaseOrderId,
    /// Its lines; if empty, all of them (upstream: optional). A string on the wire; the spelling of the name is the
    /// vendor's.
    #[param(name = "sub_purchase_orderId_list")]
    pub line_ids: Vec<PurchaseOrderLineId>,
    /// The reason.
    #[param(name = "cancel_reason")]
    pub reason: String,
    /// A note (upstream: optional).
    #[param(name = "cancel_remark")]
    pub remark: Option<String>,
}

/// Whether the cancellation was started.
#[model(alias_all = "snake_case")]
pub struct Cancellation {
    /// Whether it was started. Always `true` in a client's reply.
    pub success: bool,
    /// The error code (upstream).
    pub error_code: Option<String>,
    /// The error message (upstream).
    #[field(name = "errorMsg", alias("errorMessage", "error_message"))]
    pub error_message: Option<String>,
}
