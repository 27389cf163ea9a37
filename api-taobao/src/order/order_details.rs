//! `POST /taobao/purchase/order/query`: look orders up.
//!
//! The page is not available: the path is taken from another client of the vendor, the method from the menu, and
//! parameters and answer from upstream.

use countersign::{endpoint, model};

use super::PurchaseOrder;
use crate::Timestamp;
use crate::enumerations::{OrderStatus, SortDirection};
use crate::ids::PurchaseOrderId;

/// Looks up orders. All parameters are optional, because it is not known which of upstream's the vendor accepts.
///
/// It is also not known whether your own order number is called `outer_purchase_id` here, as upstream, or
/// `thirdOrderId`, as in `create_order`. A call can send the other name:
///
/// ```
/// # api_taobao::stand_in::example(async |client| {
/// let orders = client.order_details().third_order_id("T-1").send();
/// let page = orders.without("outer_purchase_id").parameter("thirdOrderId", "T-1").await?;
/// println!("{} orders", page.items.len());
/// # Ok(())
/// # });
/// ```
#[endpoint(
    POST,
    "/taobao/purchase/order/query",
    response = OrderPage,
    rename_all = "snake_case",
    wrappers("data", "result"),
    nearby,
    failure(code = "errorCode", message = "errorMessage"),
    pages(page = page_no, page_size = page_size),
    retry = safe,
    source = inferred,
)]
#[doc(alias = "/taobao/purchase/order/query")]
pub struct OrderDetails {
    /// The orders.
    #[param(name = "purchase_ids", number)]
    pub order_ids: Vec<PurchaseOrderId>,
    /// Your own order number.
    #[param(name = "outer_purchase_id")]
    pub third_order_id: Option<String>,
    /// The state of the orders.
    pub status: Option<OrderStatus>,
    /// The direction of the list.
    #[param(name = "sort_type")]
    pub sort_direction: Option<SortDirection>,
    /// The sort key; only `modify_time` is known.
    pub sort_field: Option<String>,
    /// The page, from 1.
    #[param(default = 1, range = 1..)]
    pub page_no: u32,
    /// The number of orders on a page. Its limit is not published.
    #[param(default = 20, range = 1..)]
    pub page_size: u32,
    /// The earliest time of the last change; milliseconds.
    #[param(name = "modify_time_start")]
    pub modified_from: Option<Timestamp>,
    /// The latest time of the last change; milliseconds.
    #[param(name = "modify_time_end")]
    pub modified_until: Option<Timestamp>,
}

/// A page of orders (upstream).
#[model(alias_all = "snake_case")]
pub struct OrderPage {
    /// The number of orders on all pages.
    #[field(name = "resultsTotal")]
    pub total: Option<u64>,
    /// The number of this page, from 1.
    pub page_no: Option<u32>,
    /// The requested number of orders per page.
    pub page_size: Option<u32>,
    /// The orders of this page.
    #[field(name = "purchaseOrders")]
    pub items: Vec<PurchaseOrder>,
    /// Whether it worked upstream.
    pub success: Option<bool>,
    /// The error code.
    pub error_code: Option<String>,
    /// The error message, which upstream spells in two ways.
    #[field(alias("errorMsg", "error_msg"))]
    pub error_message: Option<String>,
}
