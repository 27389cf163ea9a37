//! `GET /alibaba/alipay/url/get`: a link to pay one or several orders.
//!
//! Source: <https://wiki-en.dajisaas.com/api-194164773>; its table of the answer ends after `erroMsg`. The rest is
//! upstream's, `alibaba.alipay.url.get-1`, and which of it the vendor passes on is unknown.

use countersign::{endpoint, model};

use crate::ids::OrderId;

/// Gives a link to pay orders with; the payer must be logged in at 1688.
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
    /// The orders: at most 30; about 10 advised, more may take too long. (Upstream takes 100, and 30 with Kuajingbao.)
    ///
    /// The vendor declares one text and leaves its example empty, so how several ids are written is unknown. Commas
    /// are sent, as in the vendor's other list in one text, the search filter; upstream's own list is a JSON array.
    #[param(name = "orderIdList", join = ",", min_items = 1, max_items = 30)]
    pub order_ids: Vec<OrderId>,
}

/// A link to pay with.
#[model]
pub struct PaymentLink {
    /// Error text; the spelling on the wire is the vendor's.
    #[field(name = "erroMsg")]
    pub error_message: Option<String>,
    /// The link (upstream).
    #[field(name = "payUrl")]
    pub url: Option<String>,
    /// It worked, perhaps for a part of the orders only (upstream).
    pub success: Option<bool>,
    /// Error code (upstream).
    pub error_code: Option<String>,
    /// Orders that cannot be paid (upstream).
    #[field(name = "payFailureOrderList", number)]
    pub failed_orders: Vec<OrderId>,
    /// Orders that cannot be paid; the older name, passed on by another reseller.
    #[field(name = "cantPayOrderList", number)]
    pub unpayable_orders: Vec<OrderId>,
}
