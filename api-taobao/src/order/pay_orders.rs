//! `POST /taobao/purchase/order/batch/pay`: pay orders.
//!
//! Source: <https://wiki-en.dajisaas.com/api-194164783>. The answer is upstream's (inferred).

use countersign::{endpoint, model};

use crate::ids::PurchaseOrderId;

/// Pays orders: from the Alipay balance, then from the bound card. Never sent twice by the client.
///
/// Success of the whole with failures inside is normal: read the lists. If the outcome is unknown, the state of the orders
/// tells.
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

/// What became of the payment (upstream).
#[model(alias_all = "snake_case")]
pub struct Payment {
    /// It worked; some orders may have failed all the same. Seen as text, too.
    pub success: Option<bool>,
    /// Error code.
    pub error_code: Option<String>,
    /// Error text.
    #[field(name = "errorMsg", alias("errorMessage", "error_message"))]
    pub error_message: Option<String>,
    /// Orders that could not be paid; text on the wire.
    #[field(name = "payFailurePurchaseOrderIds")]
    pub failed: Vec<PurchaseOrderId>,
    /// Orders that will be paid; text on the wire.
    #[field(name = "willPayPurchaseOrderIds")]
    pub will_pay: Vec<PurchaseOrderId>,
    /// Why orders could not be paid.
    #[field(name = "payFailedResults")]
    pub failures: Vec<PaymentFailure>,
}

/// Why an order could not be paid (upstream).
#[model(alias_all = "snake_case")]
pub struct PaymentFailure {
    /// The order.
    #[field(name = "gspOrderId", number)]
    pub order_id: Option<PurchaseOrderId>,
    /// Error code.
    pub error_code: Option<String>,
    /// Error text.
    #[field(alias("errorMsg", "error_msg"))]
    pub error_message: Option<String>,
    /// Name of a Java class, of no use.
    pub class: Option<String>,
}
