//! `POST /taobao/purchase/order/query`: look orders up.
//!
//! The page is not available: the path is from a client of the vendor's, the method from the menu, parameters and answer
//! are upstream's.

use countersign::{endpoint, model};

use super::PurchaseOrder;
use crate::Timestamp;
use crate::enumerations::{OrderStatus, SortDirection};
use crate::ids::PurchaseOrderId;

/// Looks orders up. Which of upstream's parameters the vendor takes is not known, all are optional.
///
/// It is not known either whether your own order number is called `outer_purchase_id` here, as upstream, or
/// `thirdOrderId`, as when the order is made. A call can send the other name:
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
    /// Only orders in this state.
    pub status: Option<OrderStatus>,
    /// Direction of the list.
    #[param(name = "sort_type")]
    pub sort_direction: Option<SortDirection>,
    /// What it is sorted by; `modify_time` is known.
    pub sort_field: Option<String>,
    /// Page, from 1.
    #[param(default = 1, range = 1..)]
    pub page_no: u32,
    /// Orders on a page; its limit is not published.
    #[param(default = 20, range = 1..)]
    pub page_size: u32,
    /// Only orders that changed since then; milliseconds.
    #[param(name = "modify_time_start")]
    pub modified_from: Option<Timestamp>,
    /// Only orders that changed before; milliseconds.
    #[param(name = "modify_time_end")]
    pub modified_until: Option<Timestamp>,
}

/// A page of orders (upstream).
#[model(alias_all = "snake_case")]
pub struct OrderPage {
    /// Orders of all pages together.
    #[field(name = "resultsTotal")]
    pub total: Option<u64>,
    /// This page, from 1.
    pub page_no: Option<u32>,
    /// Orders asked for per page.
    pub page_size: Option<u32>,
    /// The orders of this page.
    #[field(name = "purchaseOrders")]
    pub items: Vec<PurchaseOrder>,
    /// It worked upstream.
    pub success: Option<bool>,
    /// Error code.
    pub error_code: Option<String>,
    /// Error text; upstream spells it two ways.
    #[field(alias("errorMsg", "error_msg"))]
    pub error_message: Option<String>,
}
