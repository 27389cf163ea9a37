//! An order, as returned by a look-up. All fields are upstream's (inferred): amounts are in fen, times in milliseconds,
//! and times are absent until the event occurs.

use countersign::model;

use super::SupplyChainService;
use crate::enumerations::{OrderStatus, RefundStatus};
use crate::ids::{
    DistributionItemId, DistributionSkuId, PurchaseOrderId, PurchaseOrderLineId, RefundId, SellerId, ShopId,
};
use crate::{Fen, Timestamp};

/// An order at one shop.
#[model(alias_all = "snake_case")]
pub struct PurchaseOrder {
    /// The order.
    #[field(name = "purchaseId", number)]
    pub id: PurchaseOrderId,
    /// Your account.
    #[field(number)]
    pub sub_user_id: Option<SellerId>,
    /// Your own order number.
    #[field(name = "outerPurchaseId", alias("thirdOrderId"))]
    pub third_order_id: Option<String>,
    /// Its state.
    pub status: Option<OrderStatus>,
    /// The platform on which you sell.
    pub order_source: Option<String>,
    /// The order's number on that platform.
    pub seller_order_number: Option<String>,
    /// The market. Its values are not published.
    pub source_market: Option<String>,
    /// The name of your account.
    pub distributor_nick: Option<String>,
    /// The seller's account.
    pub supplier_nick: Option<String>,
    /// Your note.
    #[field(name = "orderRemark")]
    pub remark: Option<String>,
    /// The amount that you expected to pay (fen).
    #[field(name = "purchaseAmount")]
    pub amount: Option<Fen>,
    /// The price of the goods (fen).
    pub product_amount: Option<Fen>,
    /// The amount paid (fen).
    pub pay_amount: Option<Fen>,
    /// Freight inside China (fen).
    #[field(name = "domesticPostFee")]
    pub freight: Option<Fen>,
    /// The discount by red envelopes (fen); a number here, a string in the lines.
    #[field(name = "hongbaoDeductionAmount")]
    pub red_envelopes: Option<Fen>,
    /// Currency of the amount.
    pub purchase_currency: Option<String>,
    /// Currency of the payment.
    pub pay_currency: Option<String>,
    /// When it was created.
    #[field(name = "createdTime")]
    pub created: Option<Timestamp>,
    /// When it was last changed.
    #[field(name = "modifyTime")]
    pub modified: Option<Timestamp>,
    /// When it was paid.
    #[field(name = "payTime")]
    pub paid: Option<Timestamp>,
    /// When it is closed if it is not paid.
    #[field(name = "nextCloseTimeWithoutPayment")]
    pub closes_unpaid: Option<Timestamp>,
    /// The destination, without name and phone number.
    pub receiver: Option<DeliveryAddress>,
    /// Its lines.
    #[field(name = "subPurchaseOrders")]
    pub lines: Vec<PurchaseOrderLine>,
}

/// The destination of an order.
#[model(alias_all = "snake_case")]
pub struct DeliveryAddress {
    /// Country.
    pub country: Option<String>,
    /// Province.
    pub state: Option<String>,
    /// City.
    pub city: Option<String>,
    /// District.
    pub district: Option<String>,
    /// Street and house number.
    #[field(name = "address")]
    pub street: Option<String>,
    /// Postal code.
    pub zip: Option<String>,
}

/// A line of an order.
#[model(alias_all = "snake_case")]
pub struct PurchaseOrderLine {
    /// The line.
    #[field(name = "subPurchaseOrderId", number)]
    pub id: Option<PurchaseOrderLineId>,
    /// The SKU.
    #[field(number)]
    pub sku_id: Option<DistributionSkuId>,
    /// The quantity.
    pub quantity: Option<u32>,
    /// The refund, if there is one.
    #[field(number)]
    pub refund_id: Option<RefundId>,
    /// State of the refund.
    pub refund_status: Option<RefundStatus>,
    /// The product; a string on the wire.
    pub item_id: Option<DistributionItemId>,
    /// Title.
    pub title: Option<String>,
    /// State of the line.
    pub status: Option<OrderStatus>,
    /// The reason why it was closed. The values are not published.
    pub close_reason: Option<String>,
    /// The error code.
    pub error_code: Option<String>,
    /// The error message.
    #[field(alias("errorMsg", "error_msg"))]
    pub error_message: Option<String>,
    /// A more specific error code.
    pub detail_error_code: Option<String>,
    /// The order's number at Taobao, up to 19 digits.
    #[field(name = "purchaseOrderOuterId")]
    pub taobao_order_id: Option<String>,
    /// The line's number at Taobao.
    #[field(name = "purchaseOrderLineOuterId")]
    pub taobao_line_id: Option<String>,
    /// The number of the payment at Alipay.
    #[field(name = "alipayPayOrderNo")]
    pub alipay_order_number: Option<String>,
    /// Your note.
    #[field(name = "orderRemarkV2")]
    pub remark: Option<String>,
    /// The share of the commission. Its form is not published.
    #[field(name = "itemCommissionRate")]
    pub commission_rate: Option<String>,
    /// Currency of the amount.
    pub purchase_currency: Option<String>,
    /// Currency of the payment.
    pub pay_currency: Option<String>,
    /// The discount by red envelopes (fen); a string here, a number in the order.
    #[field(name = "hongbaoDeductionAmount")]
    pub red_envelopes: Option<Fen>,
    /// The amount that you expected to pay (fen).
    #[field(name = "purchaseAmount")]
    pub amount: Option<Fen>,
    /// The price of the goods (fen).
    pub product_amount: Option<Fen>,
    /// The amount paid (fen).
    pub pay_amount: Option<Fen>,
    /// Freight inside China (fen).
    #[field(name = "domesticPostFee")]
    pub freight: Option<Fen>,
    /// When it was paid.
    #[field(name = "payTime")]
    pub paid: Option<Timestamp>,
    /// When it is closed if it is not paid.
    #[field(name = "closeTimeWithoutPayment")]
    pub closes_unpaid: Option<Timestamp>,
    /// Whether its receipt can be confirmed.
    pub can_confirm_receipt: Option<bool>,
    /// Parcels inside China.
    #[field(name = "logisticOrders")]
    pub parcels: Vec<Parcel>,
    /// Parcels from China.
    #[field(name = "internationalLogisticOrders")]
    pub international_parcels: Vec<Parcel>,
    /// Services of the supply chain.
    #[field(name = "supplyChainServiceOrders")]
    pub services: Vec<SupplyChainService>,
    /// Properties and picture of the SKU.
    pub sku_info: Option<SkuInfo>,
    /// Further data.
    #[field(name = "optionFields")]
    pub options: Option<LineOptions>,
    /// The carrier of the parcel; upstream calls it deprecated.
    pub logistic_company_name: Option<String>,
    /// The tracking number of the parcel; upstream calls it deprecated.
    pub logistic_number: Option<String>,
    /// When the parcel was ready to ship; upstream calls it deprecated.
    #[field(name = "rtsTime")]
    pub ready_to_ship: Option<Timestamp>,
}

/// A parcel.
#[model(alias_all = "snake_case")]
pub struct Parcel {
    /// The carrier.
    #[field(name = "logisticCompanyName")]
    pub company: Option<String>,
    /// The tracking number.
    #[field(name = "logisticNumber")]
    pub number: Option<String>,
    /// When it was ready to ship.
    #[field(name = "rtsTime")]
    pub ready_to_ship: Option<Timestamp>,
}

/// Properties and picture of a SKU.
#[model(alias_all = "snake_case")]
pub struct SkuInfo {
    /// Its properties.
    #[field(name = "skuPv")]
    pub properties: Option<SkuProperties>,
    /// Its picture.
    #[field(name = "skuImgUrl")]
    pub image: Option<String>,
}

/// Properties of a SKU in two languages, each a string of JSON.
#[model]
pub struct SkuProperties {
    /// In English.
    #[field(name = "en")]
    pub english: Option<String>,
    /// In Chinese.
    #[field(name = "zh")]
    pub chinese: Option<String>,
}

/// Further data of a line.
#[model(alias_all = "snake_case")]
pub struct LineOptions {
    /// Picture of the SKU.
    #[field(name = "SKU_IMG_URL")]
    pub image: Option<String>,
    /// The seller's account.
    pub supplier_nick: Option<String>,
    /// Properties in English.
    #[field(name = "en")]
    pub english: Option<String>,
    /// Properties in Chinese.
    #[field(name = "zh")]
    pub chinese: Option<String>,
    /// Name of the shop.
    pub shop_name: Option<String>,
    /// The shop.
    pub shop_id: Option<ShopId>,
}
