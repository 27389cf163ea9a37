//! `GET /alibaba/alipay/url/get`: return a link to pay for one or several orders.
//!
//! Source: <https://wiki-en.dajisaas.com/api-194164773>; its table of the answer ends after `erroMsg`. The rest is
//! upstream's, `alibaba.alipay.url.get-1`; which parts of it the vendor passes on is unknown.

use countersign::{endpoint, model};

use crate::ids::OrderId;

/// Returns a link to pay for orders. The payer must be logged in to 1688.
///
/// One order yields a link to the cashier of 1688, several orders yield one to the cashier of Alipay. Upstream's
/// errors: `Batch pay : not surport MANUAL-TRADE!`, `Failed to operate on stock: PRODUCT_TRADE_STAT_ERROR`.
///
/// # Example
///
/// ```
/// # api_1688::stand_in::example(async |client| {
/// # let order_id = api_1688::stand_in::sample_order(&client).await?;
/// let link = client.payment_links().order_ids([order_id]).send().await?;
/// println!("pay at {}", link.url.as_deref().expect("the order can be paid"));
/// # Ok(())
/// # });
/// ```
#[endpoint(
    GET,
    "/alibaba/alipay/url/get",
    response = PaymentLink,
    failure(code = "errorCode", message = "erroMsg"),
    docs = "https://wiki-en.dajisaas.com/api-194164773",
)]
#[doc(alias = "/alibaba/alipay/url/get")]
pub struct PaymentLinks {
    /// The orders: at most 30. About 10 are recommended, because more may take too long. (Upstream accepts 100, and 30
    /// with Kuajingbao.)
    ///
    /// The vendor declares a single string and leaves its example empty, so how several ids are written is unknown.
    /// They are sent separated by commas, like the values of the vendor's search filter; upstream's own list is a JSON
    /// array.
    #[param(name = "orderIdList", join = ",", min_items = 1, max_items = 30)]
    pub order_ids: Vec<OrderId>,
}

/// A link for paying.
#[model]
pub struct PaymentLink {
    /// The error message; the spelling on the wire is the vendor's.
    #[field(name = "erroMsg")]
    pub error_message: Option<String>,
    /// The link (upstream).
    #[field(name = "payUrl")]
    pub url: Option<String>,
    /// Whether it worked, perhaps for only some of the orders (upstream).
    pub success: Option<bool>,
    /// The error code (upstream).
    pub error_code: Option<String>,
    /// Orders that cannot be paid (upstream).
    #[field(name = "payFailureOrderList", number)]
    pub failed_orders: Vec<OrderId>,
    /// Orders that cannot be paid; the older name, as passed on by another reseller.
    #[field(name = "cantPayOrderList", number)]
    pub unpayable_orders: Vec<OrderId>,
}
