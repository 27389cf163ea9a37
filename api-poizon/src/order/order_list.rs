//! `POST /poizon/order/queryOrderList` (inferred): list your orders.
//!
//! The vendor's menu contains only the title ("Query Order Info") and the method. The parameters are those of
//! upstream's `POST /distribute/order/queryOrderList`; the path follows the vendor's change to the path of
//! `create_order`.

use countersign::{endpoint, model};

use super::Order;
use crate::Timestamp;
use crate::enumerations::OrderStatus;

/// Lists your orders, or looks one up.
///
/// Inferred: path, parameters and answer are not published, and orders are assumed to look as in the answer of
/// `create_order`. If you know the real path (another guess is `/poizon/order/queryOrder`), set it with
/// [`ClientBuilder::path`](countersign::ClientBuilder::path). If a name turns out to be wrong, replace it with
/// `.send().without("order_no").parameter("distOrderNo", …)`.
///
/// # Example
///
/// ```
/// # api_poizon::stand_in::example(async |client: api_poizon::Client| {
/// # api_poizon::stand_in::sample_order(&client, "REQ202501011003").await?;
/// let page = client.order_list().page_size(20).send().await?;
/// let made = page.items.iter().any(|order| order.request_id.as_deref() == Some("REQ202501011003"));
/// # assert!(made);
/// # Ok(())
/// # });
/// ```
#[endpoint(
    POST,
    "/poizon/order/queryOrderList",
    response = OrderPage,
    nearby,
    retry = safe,
    pages(cursor = start_id, last = id, page_size = page_size),
    source = inferred,
)]
#[doc(alias("/poizon/order/queryOrderList"))]
pub struct OrderList {
    /// Where to continue: the [`id`](Order::id) of the last order received, or 0 at the start (upstream).
    #[param(default = 0)]
    pub start_id: u64,
    /// The number of orders on a page (upstream). The maximum is unknown.
    #[param(default = 20)]
    pub page_size: u32,
    /// The number of an order (upstream: one or a list).
    pub order_no: Option<String>,
    /// The state of the orders (upstream).
    #[param(name = "orderStatus")]
    pub status: Option<OrderStatus>,
    /// The earliest creation time, in milliseconds (upstream).
    #[param(name = "createStartTime")]
    pub created_from: Option<Timestamp>,
    /// The latest creation time, in milliseconds (upstream).
    #[param(name = "createEndTime")]
    pub created_until: Option<Timestamp>,
    /// The earliest time of the last change, in milliseconds (upstream).
    #[param(name = "modifyStartTime")]
    pub modified_from: Option<Timestamp>,
    /// The latest time of the last change, in milliseconds (upstream).
    #[param(name = "modifyEndTime")]
    pub modified_until: Option<Timestamp>,
}

/// A page of orders (inferred).
#[model]
pub struct OrderPage {
    /// The number of orders on all pages.
    #[field(alias("totalCount"))]
    pub total: Option<u64>,
    /// The orders of this page; empty after the last one.
    #[field(name = "orderList", alias("list", "orders", "records", "rows"))]
    pub items: Vec<Order>,
}
