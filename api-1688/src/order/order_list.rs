//! `POST /alibaba/trade/getBuyerOrderList`: list your orders.
//!
//! Source: <https://wiki.dajisaas.com/api-341849148>, Chinese edition only. Upstream:
//! `alibaba.trade.getBuyerOrderList-1`. `webSite` is not sent here.

use countersign::{endpoint, model};

use super::Order;
use crate::Timestamp;
use crate::enumerations::OrderStatus;

/// Lists your orders.
///
/// The vendor's page has examples, but no table of parameters: types and meanings are upstream's. An older example
/// sends no filter at all, so all are declared optional (inferred).
///
/// # Example
///
/// ```
/// use api_1688::OrderStatus;
///
/// # api_1688::stand_in::example(async |client| {
/// # api_1688::stand_in::sample_order(&client).await?;
/// let page = client.order_list().status(OrderStatus::WaitingForPayment).page_size(20).send().await?;
/// for order in &page.items {
///     println!("{:?}", order.base.as_ref().and_then(|base| base.id));
/// }
/// # Ok(())
/// # });
/// ```
#[endpoint(
    POST,
    "/alibaba/trade/getBuyerOrderList",
    response = OrderPage,
    failure(code = "errorCode", message = "errorMessage"),
    retry = safe,
    pages(page = page, page_size = page_size),
    docs = "https://wiki.dajisaas.com/api-341849148",
)]
#[doc(alias = "/alibaba/trade/getBuyerOrderList")]
pub struct OrderList {
    /// The earliest time of the order, written `20250702211113000+0800`.
    #[param(name = "createStartTime")]
    pub created_from: Option<Timestamp>,
    /// The latest time of the order, written `20250902211113000+0800`.
    #[param(name = "createEndTime")]
    pub created_until: Option<Timestamp>,
    /// The state of the orders. Upstream accepts success, cancel, waitbuyerpay, waitsellersend and waitbuyerreceive
    /// here.
    #[param(name = "orderStatus")]
    pub status: Option<OrderStatus>,
    /// The outside order number; assumed to be [`CreateOrder::third_order_id`](crate::CreateOrder::third_order_id)
    /// (inferred).
    pub out_order_id: Option<String>,
    /// The name of a product.
    pub product_name: Option<String>,
    /// The page, from 1.
    #[param(default = 1, range = 1..)]
    pub page: u32,
    /// The number of orders on a page. Upstream's example is 20; the maximum is unknown.
    #[param(default = 20)]
    pub page_size: u32,
}

/// A page of orders.
#[model]
pub struct OrderPage {
    /// The orders, without details of logistics and invoice (upstream).
    #[field(name = "result")]
    pub items: Vec<Order>,
    /// The number of orders on all pages (upstream; inferred to sit here).
    #[field(name = "totalRecord")]
    pub total_records: Option<u64>,
    /// The error code (upstream; inferred to sit here).
    pub error_code: Option<String>,
    /// The error message (upstream; inferred to sit here).
    pub error_message: Option<String>,
}
