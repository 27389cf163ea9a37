//! `POST /poizon/order/queryOrderList` (inferred): list your orders.
//!
//! The vendor's menu has a title ("Query Order Info") and the method. Path and parameters are upstream's
//! `POST /distribute/order/queryOrderList`, the path as the vendor took over that of the creation.

use countersign::{endpoint, model};

use super::Order;
use crate::Timestamp;
use crate::enumerations::OrderStatus;

/// Lists your orders, or looks one up.
///
/// Inferred: path, parameters and answer are not published; the orders are taken to look as creation answers them. Give the
/// client the real path where you know it, with [`ClientBuilder::path`](countersign::ClientBuilder::path) (another guess is
/// `/poizon/order/queryOrder`), and replace a name that turns out to be another with
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
    /// Where to read on: the [`id`](Order::id) of the last order that was received, 0 at the start (upstream).
    #[param(default = 0)]
    pub start_id: u64,
    /// Orders on a page (upstream); the most is unknown.
    #[param(default = 20)]
    pub page_size: u32,
    /// Number of an order (upstream: one or a list).
    pub order_no: Option<String>,
    /// State of the orders (upstream).
    #[param(name = "orderStatus")]
    pub status: Option<OrderStatus>,
    /// Made at this time or later, in milliseconds (upstream).
    #[param(name = "createStartTime")]
    pub created_from: Option<Timestamp>,
    /// Made at this time or earlier, in milliseconds (upstream).
    #[param(name = "createEndTime")]
    pub created_until: Option<Timestamp>,
    /// Changed at this time or later, in milliseconds (upstream).
    #[param(name = "modifyStartTime")]
    pub modified_from: Option<Timestamp>,
    /// Changed at this time or earlier, in milliseconds (upstream).
    #[param(name = "modifyEndTime")]
    pub modified_until: Option<Timestamp>,
}

/// A page of orders (inferred).
#[model]
pub struct OrderPage {
    /// Orders of all pages together.
    #[field(alias("totalCount"))]
    pub total: Option<u64>,
    /// The orders of this page; empty behind the last one.
    #[field(name = "orderList", alias("list", "orders", "records", "rows"))]
    pub items: Vec<Order>,
}
