//! Type 8: the price of an order changed. Names are in camelCase. The vendor's page ends in the middle of this type.
//! Amounts are probably in fen (inferred).

use countersign::model;
use serde_json::Value;

use crate::Fen;
use crate::enumerations::ChannelOrderType;
use crate::ids::{PurchaseOrderId, PurchaseOrderLineId, SellerId};

/// The price of an order changed (vendor).
#[model]
pub struct PriceChangeEvent {
    /// Further data; empty in the sample.
    pub features: Option<Value>,
    /// The order's number on the platform on which you sell, such as `500000-GSP2021031415594`.
    pub sales_order_id: Option<String>,
    /// Your account.
    #[field(number)]
    pub sales_seller_id: Option<SellerId>,
    /// The channel.
    #[field(name = "purchaseMarket")]
    pub channel: Option<ChannelOrderType>,
    /// The order.
    #[field(name = "purchaseOrderId", number)]
    pub order_id: PurchaseOrderId,
    /// Its new price.
    #[field(name = "purchaseOrderPriceDTO")]
    pub price: Option<OrderPrice>,
    /// The new prices of its lines.
    #[field(name = "purchaseOrderLinePriceChangeMessageDTOList")]
    pub lines: Vec<LinePriceChange>,
}

/// The price of an order.
#[model]
pub struct OrderPrice {
    /// Currency.
    #[field(name = "purchaseCurrency")]
    pub currency: Option<String>,
    /// The goods and the freight (fen, inferred).
    #[field(name = "purchaseTotalFee")]
    pub total: Option<Fen>,
    /// The goods (fen, inferred).
    #[field(name = "purchaseProductFee")]
    pub products: Option<Fen>,
    /// Freight (fen, inferred).
    #[field(name = "purchaseShippingFee")]
    pub freight: Option<Fen>,
}

/// The new price of a line.
#[model]
pub struct LinePriceChange {
    /// Further data; empty in the sample.
    pub features: Option<Value>,
    /// Your own numbers of the lines.
    #[field(name = "salesOrderLineIdList")]
    pub line_numbers: Vec<String>,
    /// The line.
    #[field(name = "purchaseOrderLineId", number)]
    pub line_id: Option<PurchaseOrderLineId>,
    /// Its new price.
    #[field(name = "purchaseOrderItemPriceDTO")]
    pub price: Option<LinePrice>,
}

/// The price of a line.
#[model]
pub struct LinePrice {
    /// Currency.
    #[field(name = "purchaseCurrency")]
    pub currency: Option<String>,
    /// Goods and freight (fen, inferred).
    #[field(name = "purchaseTotalFee")]
    pub total: Option<Fen>,
    /// The goods (fen, inferred).
    #[field(name = "purchaseProductFee")]
    pub products: Option<Fen>,
    /// One piece (fen, inferred).
    #[field(name = "purchaseProductUnitFee")]
    pub unit: Option<Fen>,
    /// Freight (fen, inferred); the published copy ends at this name.
    #[field(name = "purchaseShippingFee")]
    pub freight: Option<Fen>,
}
