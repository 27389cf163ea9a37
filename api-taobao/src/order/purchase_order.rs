//! An order as it is looked up. All of it is upstream's (inferred): amounts in fen, times in milliseconds, and absent until
//! they happen.

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
    /// Name of the platform that you sell on.
    pub order_source: Option<String>,
    /// Number of the order there.
    pub seller_order_number: Option<String>,
    /// The market; its values are not published.
    pub source_market: Option<String>,
    /// Your account, by name.
    pub distributor_nick: Option<String>,
    /// Account of the seller.
    pub supplier_nick: Option<String>,
    /// Your note.
    #[field(name = "orderRemark")]
    pub remark: Option<String>,
    /// What you expected to pay (fen).
    #[field(name = "purchaseAmount")]
    pub amount: Option<Fen>,
    /// The goods (fen).
    pub product_amount: Option<Fen>,
    /// What was paid (fen).
    pub pay_amount: Option<Fen>,
    /// Freight inside China (fen).
    #[field(name = "domesticPostFee")]
    pub freight: Option<Fen>,
    /// What red envelopes took off (fen); a number here, text in the lines.
    #[field(name = "hongbaoDeductionAmount")]
    pub red_envelopes: Option<Fen>,
    /// Currency of the amount.
    pub purchase_currency: Option<String>,
    /// Currency of the payment.
    pub pay_currency: Option<String>,
    /// When it was made.
    #[field(name = "createdTime")]
    pub created: Option<Timestamp>,
    /// When it changed.
    #[field(name = "modifyTime")]
    pub modified: Option<Timestamp>,
    /// When it was paid.
    #[field(name = "payTime")]
    pub paid: Option<Timestamp>,
    /// When it is closed unless it is paid.
    #[field(name = "nextCloseTimeWithoutPayment")]
    pub closes_unpaid: Option<Timestamp>,
    /// Where it goes, without name and phone.
    pub receiver: Option<DeliveryAddress>,
    /// Its lines.
    #[field(name = "subPurchaseOrders")]
    pub lines: Vec<PurchaseOrderLine>,
}

/// Where an order goes.
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
    /// How many.
    pub quantity: Option<u32>,
    /// The refund, where there is one.
    #[field(number)]
    pub refund_id: Option<RefundId>,
    /// State of the refund.
    pub refund_status: Option<RefundStatus>,
    /// The product; text on the wire.
    pub item_id: Option<DistributionItemId>,
    /// Title.
    pub title: Option<String>,
    /// State of the line.
    pub status: Option<OrderStatus>,
    /// Why it was closed; the values are not published.
    pub close_reason: Option<String>,
    /// Error code.
    pub error_code: Option<String>,
    /// Error text.
    #[field(alias("errorMsg", "error_msg"))]
    pub error_message: Option<String>,
    /// Closer error code.
    pub detail_error_code: Option<String>,
    /// The order at Taobao, up to 19 digits.
    #[field(name = "purchaseOrderOuterId")]
    pub taobao_order_id: Option<String>,
    /// The line at Taobao.
    #[field(name = "purchaseOrderLineOuterId")]
    pub taobao_line_id: Option<String>,
    /// Number of the payment at Alipay.
    #[field(name = "alipayPayOrderNo")]
    pub alipay_order_number: Option<String>,
    /// Your note.
    #[field(name = "orderRemarkV2")]
    pub remark: Option<String>,
    /// Share of the commission; its form is not published.
    #[field(name = "itemCommissionRate")]
    pub commission_rate: Option<String>,
    /// Currency of the amount.
    pub purchase_currency: Option<String>,
    /// Currency of the payment.
    pub pay_currency: Option<String>,
    /// What red envelopes took off (fen); text here, a number in the order.
    #[field(name = "hongbaoDeductionAmount")]
    pub red_envelopes: Option<Fen>,
    /// What you expected to pay (fen).
    #[field(name = "purchaseAmount")]
    pub amount: Option<Fen>,
    /// The goods (fen).
    pub product_amount: Option<Fen>,
    /// What was paid (fen).
    pub pay_amount: Option<Fen>,
    /// Freight inside China (fen).
    #[field(name = "domesticPostFee")]
    pub freight: Option<Fen>,
    /// When it was paid.
    #[field(name = "payTime")]
    pub paid: Option<Timestamp>,
    /// When it is closed unless it is paid.
    #[field(name = "closeTimeWithoutPayment")]
    pub closes_unpaid: Option<Timestamp>,
    /// Its receipt can be confirmed.
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
    /// Company of the parcel; upstream calls it deprecated.
    pub logistic_company_name: Option<String>,
    /// Number of the parcel; upstream calls it deprecated.
    pub logistic_number: Option<String>,
    /// When the parcel was ready to ship; upstream calls it deprecated.
    #[field(name = "rtsTime")]
    pub ready_to_ship: Option<Timestamp>,
}

/// A parcel.
#[model(alias_all = "snake_case")]
pub struct Parcel {
    /// The company.
    #[field(name = "logisticCompanyName")]
    pub company: Option<String>,
    /// Its number.
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

/// Properties of a SKU in two languages, each of which is JSON text.
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
    /// Account of the seller.
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
