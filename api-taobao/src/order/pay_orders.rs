//! `POST /taobao/purchase/order/batch/pay`: pay orders.
//!
//! Source: <https://wiki-en.dajisaas.com/api-194164783>. The answer is upstream's (inferred).

use countersign::{endpoint, model};

use crate::ids::PurchaseOrderId;

/// Pays for orders: from the Alipay balance, then by the linked card. The client never sends it twice.
///
/// A success can contain failures of single orders: read the lists. If the outcome is unknown, look up the state of the
/// orders.
///
/// # Example
///
/// ```
/// # api_taobao::stand_in::example(async |client| {
/// # let order = api_taobao::stand_in::sample_order(&client).await?;
/// let payment = client.pay_orders().order_ids([order]).send().await?;
/// assert!(payment.failed.is_empty(), "{:?}", payment.failures);
/// # Ok(())
/// # });
/// ```
#[endpoint(
    POST,
    "/taobao/purchase/order/batch/pay",
    response = Payment,
    wrappers("data", "result"),
    nearby,
    proof(success, will_pay),
    failure(code = "errorCode", message = "errorMsg"),
    docs = "https://wiki-en.dajisaas.com/api-194164783",
)]
#[doc(alias = "/taobao/purchase/order/batch/pay")]
pub struct PayOrders {
    /// The orders, at most ten; not their lines.
    #[param(name = "purchaseOrderIdList", number, min_items = 1, max_items = 10)]
    pub order_ids: Vec<PurchaseOrderId>,
}

/// The result of the payment (upstream).
#[model(alias_all = "snake_case")]
pub struct Payment {
    /// Whether it worked; single orders may have failed nevertheless. Has also been seen as a string.
    pub success: Option<bool>,
    /// The error code.
    pub error_code: Option<String>,
    /// The error message.
    #[field(name = "errorMsg", alias("errorMessage", "error_message"))]
    pub error_message: Option<String>,
    /// Orders that could not be paid; a string on the wire.
    #[field(name = "payFailurePurchaseOrderIds")]
    pub failed: Vec<PurchaseOrderId>,
    /// Orders that will be paid; a string on the wire.
    #[field(name = "willPayPurchaseOrderIds")]
    pub will_pay: Vec<PurchaseOrderId>,
    /// The reasons why orders could not be paid.
    #[field(name = "payFailedResults")]
    pub failures: Vec<PaymentFailure>,
}

/// The reason why an order could not be paid (upstream).
#[model(alias_all = "snake_case")]
pub struct PaymentFailure {
    /// The order.
    #[field(name = "gspOrderId", number)]
    pub order_id: Option<PurchaseOrderId>,
    /// The error code.
    pub error_code: Option<String>,
    /// The error message.
    #[field(alias("errorMsg", "error_msg"))]
    pub error_message: Option<String>,
    /// The name of a Java class, without use.
    pub class: Option<String>,
}
