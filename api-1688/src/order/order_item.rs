//! A line of an order. All fields are upstream's: the vendor counts 46 fields, of which 10 are unknown.
//!
//! Amounts are in yuan, except `discount`.

use countersign::model;

use super::Guarantee;
use crate::enumerations::{CloseReason, ItemRefundStatus, LogisticsStatus, OrderStatus};
use crate::ids::{OfferId, OrderItemId, SkuId};
use crate::{Fen, Timestamp, Yuan};

/// A line of an order (upstream).
#[model]
pub struct OrderItem {
    /// The line, exact, for [`ConfirmReceipt`](crate::ConfirmReceipt).
    #[field(name = "subItemIDString")]
    pub id: Option<OrderItemId>,
    /// The line as a JSON number, which some senders round. Use [`id`](Self::id).
    #[field(name = "subItemID", number)]
    pub id_as_number: Option<OrderItemId>,
    /// The product; absent if it is no longer online.
    #[field(name = "productID", number)]
    pub offer_id: Option<OfferId>,
    /// The SKU.
    #[field(name = "skuID", number)]
    pub sku_id: Option<SkuId>,
    /// The SKU, by its 32 hex digits.
    pub spec_id: Option<String>,
    /// Title of the product in Chinese.
    pub name: Option<String>,
    /// Price of one unit before discounts (yuan).
    #[field(number)]
    pub price: Option<Yuan>,
    /// The number of units, possibly a fraction; see [`quantity_factor`](Self::quantity_factor).
    pub quantity: Option<f64>,
    /// The amount paid for the line (yuan).
    #[field(name = "itemAmount", number)]
    pub amount: Option<Yuan>,
    /// The discount or surcharge (**fen**, inferred: -3989 in a sample is 0.01 - 39.90 yuan).
    #[field(name = "entryDiscount")]
    pub discount: Option<Fen>,
    /// Share of the freight (yuan).
    #[field(name = "sharePostage", number)]
    pub freight_share: Option<Yuan>,
    /// Refund (yuan).
    #[field(number)]
    pub refund: Option<Yuan>,
    /// Unit of sale in Chinese, such as `件`.
    pub unit: Option<String>,
    /// The inverse of the smallest step of the quantity: 1000 means steps of 0.001.
    pub quantity_factor: Option<f64>,
    /// State of the line.
    pub status: Option<OrderStatus>,
    /// State of the line in Chinese.
    #[field(name = "statusStr")]
    pub status_text: Option<String>,
    /// Its logistics state.
    pub logistics_status: Option<LogisticsStatus>,
    /// State of the refund.
    pub refund_status: Option<ItemRefundStatus>,
    /// The refund before the order is finished, such as `TQ7257793022991577`.
    pub refund_id: Option<String>,
    /// The refund after the order is finished.
    #[field(name = "refundIdForAs")]
    pub after_sales_refund_id: Option<String>,
    /// The reason why it was closed.
    pub close_reason: Option<CloseReason>,
    /// The item number of the SKU when it was ordered.
    pub cargo_number: Option<String>,
    /// The item number of the product when it was ordered.
    pub product_cargo_number: Option<String>,
    /// Description; not used on 1688.
    pub description: Option<String>,
    /// Pictures.
    #[field(name = "productImgUrl")]
    pub image_urls: Vec<String>,
    /// The URL of the product as it was when it was ordered.
    #[field(name = "productSnapshotUrl")]
    pub snapshot_url: Option<String>,
    /// Properties of the SKU.
    #[field(name = "skuInfos")]
    pub properties: Vec<SkuProperty>,
    /// Guarantees given by the seller.
    #[field(name = "guaranteesTerms")]
    pub guarantees: Vec<Guarantee>,
    /// Kind of the product, `common` in the samples.
    #[field(name = "type")]
    pub kind: Option<String>,
    /// The position in the order; not used on 1688.
    pub sort: Option<i64>,
    /// Weight, in [`weight_unit`](Self::weight_unit).
    pub weight: Option<String>,
    /// Unit of the weight, such as g, kg or t.
    pub weight_unit: Option<String>,
    /// When it was ordered.
    #[field(name = "gmtCreate")]
    pub created: Option<Timestamp>,
    /// When it was last changed.
    #[field(name = "gmtModified")]
    pub modified: Option<Timestamp>,
    /// When it was finished.
    #[field(name = "gmtCompleted")]
    pub completed: Option<Timestamp>,
    /// The latest time of payment; Shanghai time.
    #[field(name = "gmtPayExpireTime")]
    pub pay_until: Option<Timestamp>,
}

/// A property of a SKU, such as the colour (upstream).
#[model]
pub struct SkuProperty {
    /// Name in Chinese.
    pub name: Option<String>,
    /// Value in Chinese.
    pub value: Option<String>,
}
