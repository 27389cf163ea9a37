//! Type 3: the state of an order changed. Names are in snake_case.

use countersign::model;

use crate::Timestamp;
use crate::enumerations::OrderStatus;
use crate::ids::{DistributionItemId, DistributionSkuId, PurchaseOrderId, SellerId};

/// The state of an order changed (vendor). The order and its lines may be in different states.
#[model(rename_all = "snake_case")]
pub struct OrderStatusEvent {
    /// When it changed; milliseconds.
    #[field(name = "business_time")]
    pub changed: Option<Timestamp>,
    /// Your own order number.
    #[field(name = "outer_purchase_id")]
    pub third_order_id: Option<String>,
    /// The order.
    #[field(name = "purchase_id", number)]
    pub order_id: PurchaseOrderId,
    /// Your account.
    #[field(number)]
    pub seller_id: Option<SellerId>,
    /// Its state when the message was created.
    pub status: OrderStatus,
    /// The lines.
    #[field(name = "sku_list")]
    pub lines: Vec<ChangedLine>,
}

/// A line of the order (vendor).
#[model(rename_all = "snake_case")]
pub struct ChangedLine {
    /// The product. Above 2^53: the vendor's own sample shows one that JavaScript rounded.
    #[field(number)]
    pub item_id: Option<DistributionItemId>,
    /// The carrier of the parcel.
    #[field(name = "logistic_company_name")]
    pub logistics_company: Option<String>,
    /// The tracking number of the parcel.
    #[field(name = "logistic_number")]
    pub tracking_number: Option<String>,
    /// Your own number of the line.
    #[field(name = "order_line_no")]
    pub line_number: Option<String>,
    /// The SKU.
    #[field(number)]
    pub sku_id: Option<DistributionSkuId>,
    /// The state of the line.
    pub status: Option<OrderStatus>,
}
