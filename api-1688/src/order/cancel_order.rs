//! `POST /alibaba/trade/cancel`: cancel an unpaid order.
//!
//! Source: <https://wiki-en.dajisaas.com/api-194164769>, modified 2024-08-15 (Chinese edition:
//! <https://wiki.dajisaas.com/api-164891584>). Upstream: `alibaba.trade.cancel-1`. The English page also shows a
//! header `api_key`, sent empty; it looks like a leftover and is not declared.

use countersign::{endpoint, model};

use crate::enumerations::{CancelReason, Website};
use crate::ids::OrderId;

/// Cancels an unpaid order. The client never sends it twice.
///
/// Upstream's errors: `ORDER_STATUS_ERROR`, `400_3` (you are neither its buyer nor its seller), `ORDER_NOT_EXIST`,
/// `CLOSE_ORDER_TOO_FAST` (within 10 s of its creation). An answer that does not say `success: true` and has no such
/// code leaves the outcome unknown: look at the state of the order.
///
/// # Example
///
/// ```
/// use api_1688::CancelReason;
///
/// # api_1688::stand_in::example(async |client| {
/// let cancel = client.cancel_order().order_id(2_257_164_624_870_311_973).reason(CancelReason::BuyerCancel).remark("");
/// // The embedded stand-in does not know this order.
/// let error = cancel.send().await.unwrap_err();
/// assert_eq!(error.upstream_code(), Some("ORDER_NOT_EXIST"));
/// # Ok(())
/// # });
/// ```
#[endpoint(
    POST,
    "/alibaba/trade/cancel",
    response = Cancellation,
    proof(success),
    failure(code = "errorCode", message = "errorMessage"),
    docs = "https://wiki-en.dajisaas.com/api-194164769",
)]
#[doc(alias = "/alibaba/trade/cancel")]
pub struct CancelOrder {
    /// The site to which the order belongs.
    #[param(name = "webSite", default = Website::China)]
    pub website: Website,
    /// The order; a string on the wire. The table of the Chinese edition calls it `tradeID`; the English edition and
    /// every example call it `orderId`, which is sent.
    #[param(reference)]
    pub order_id: OrderId,
    /// The reason.
    #[param(name = "cancelReason")]
    pub reason: CancelReason,
    /// A note; required by the vendor, optional upstream. May be empty.
    pub remark: String,
}

/// Whether the order was cancelled.
#[model]
pub struct Cancellation {
    /// Whether it was cancelled. Always `true` in a client's reply.
    pub success: bool,
    /// The error code (upstream).
    pub error_code: Option<String>,
    /// The error message (upstream); called `errorMessage` here and `errorMsg` in the preview.
    pub error_message: Option<String>,
}
