//! `POST /taobao/purchase/order/render`: preview an order without placing it.
//!
//! Source: <https://wiki-en.dajisaas.com/api-194164778> and <https://wiki.dajisaas.com/api-183099606>. The depth of the
//! response and three names are taken from a third party's notes on the vendor's sample; the rest is upstream's.

use countersign::{endpoint, model};

use super::Address;
use crate::Fen;
use crate::enumerations::{ServiceCategory, TransitDays};
use crate::ids::{DistributionItemId, DistributionSkuId, SellerId};

/// Previews an order: returns its exact prices and the freight inside China. Nothing is ordered.
///
/// Check [`OrderPreview::unavailable`] even if the answer is a success: these lines cannot be bought.
///
/// # Example
///
/// ```
/// use api_taobao::PreviewLine;
///
/// # api_taobao::stand_in::example(async |client| {
/// # let address = api_taobao::stand_in::sample_address();
/// let line = PreviewLine::builder().item_id(2_048_153_758_314_474).quantity(1).sku_id(3_357_413_213_162).build();
/// let order = client.preview_order().receiver(address.clone()).warehouse(address).lines([line]);
/// let preview = order.send().await?;
/// println!("{:?} to pay, {} lines cannot be bought", preview.total, preview.unavailable.len());
/// # Ok(())
/// # });
/// ```
#[endpoint(
    POST,
    "/taobao/purchase/order/render",
    response = OrderPreview,
    data = "result.data",
    wrappers("data", "result"),
    nearby,
    failure(code = "errorCode", message = "errorMsg"),
    retry = safe,
    docs = "https://wiki-en.dajisaas.com/api-194164778",
)]
#[doc(alias = "/taobao/purchase/order/render")]
pub struct PreviewOrder {
    /// Whether to request services of the supply chain; the vendor says to send `false`.
    #[param(name = "need_supplychain_service", default = false)]
    pub need_supply_chain_service: bool,
    /// The destination of the goods: the buyer's warehouse in China.
    #[param(name = "receiver_address")]
    pub receiver: Address,
    /// The warehouse in China. Required on the English page, optional on the Chinese one; upstream requires it for
    /// deliveries inside China.
    #[param(name = "warehouse_address")]
    pub warehouse: Address,
    /// The items to order. Sent as a string of JSON inside the JSON body; the spelling of the name is the vendor's.
    #[param(name = "render_item_List", json, min_items = 1)]
    pub lines: Vec<PreviewLine>,
    /// The tax number, for Brazil (upstream).
    #[param(name = "tax_id")]
    pub tax_id: Option<String>,
}

/// A line to preview, with ids for distribution. Upstream also accepts `item_id` and `sku_id` as names.
#[model(builder, alias_all = "snake_case")]
pub struct PreviewLine {
    /// The product: [`DistributionInfo::distribution_id`](crate::product::DistributionInfo::distribution_id).
    #[field(number)]
    pub item_id: DistributionItemId,
    /// The quantity; a string on the wire.
    #[field(text)]
    pub quantity: u32,
    /// The SKU: [`DistributionSku::distribution_id`](crate::product::DistributionSku::distribution_id).
    #[field(number)]
    pub sku_id: DistributionSkuId,
}

/// An amount with its currency.
#[model(alias_all = "snake_case")]
pub struct Money {
    /// The amount (fen).
    pub amount: Fen,
    /// The currency, `CNY`.
    pub currency: Option<String>,
}

/// The preview of the orders.
///
/// In the only sample, freight and amount stand next to the total; in upstream's corrected types, they are in each
/// order. Both are accepted. The total already includes reductions: 1260, next to an amount of 1480.
#[model(alias_all = "snake_case")]
pub struct OrderPreview {
    /// The total to pay.
    #[field(name = "totalRealPayPrice")]
    pub total: Option<Money>,
    /// The freight inside China, if it is given for all orders together.
    #[field(name = "mainlandShippingFee")]
    pub freight: Option<Money>,
    /// The price of the orders without reductions, if it is given for all of them together.
    #[field(name = "orderFee")]
    pub amount: Option<Money>,
    /// One entry per order, one order per shop.
    #[field(name = "renderItemList")]
    pub orders: Vec<PreviewedOrder>,
    /// Lines that cannot be bought.
    #[field(name = "unavailableSkuList")]
    pub unavailable: Vec<UnavailableSku>,
    /// Whether it worked upstream.
    pub success: Option<bool>,
    /// The error code (upstream).
    pub error_code: Option<String>,
    /// The error message (upstream).
    #[field(name = "errorMsg", alias("errorMessage"))]
    pub error_message: Option<String>,
}

/// The preview of one order (upstream).
#[model(alias_all = "snake_case")]
pub struct PreviewedOrder {
    /// The shop's seller.
    #[field(number)]
    pub seller_id: Option<SellerId>,
    /// The seller's account.
    pub nick: Option<String>,
    /// Freight inside China.
    #[field(name = "mainlandShippingFee")]
    pub freight: Option<Money>,
    /// The order.
    #[field(name = "orderFee")]
    pub amount: Option<Money>,
    /// Currency, `CNY`.
    #[field(name = "currencyCode")]
    pub currency: Option<String>,
    /// The delivery fee (fen).
    pub delivery_fee: Option<Fen>,
    /// The place from which it is sent.
    pub dispatch_place: Option<String>,
    /// The time of arrival, in words.
    pub estimated_delivery_time: Option<String>,
    /// The prices of the lines.
    #[field(name = "itemPriceInfos")]
    pub lines: Vec<ItemPrice>,
    /// The available services of the supply chain; empty unless requested.
    #[field(name = "chooseSupplyChainServices")]
    pub services: Vec<SupplyChainService>,
}

/// The price of a line (upstream).
#[model(alias_all = "snake_case")]
pub struct ItemPrice {
    /// The product.
    #[field(number)]
    pub item_id: Option<DistributionItemId>,
    /// The SKU.
    #[field(number)]
    pub sku_id: Option<DistributionSkuId>,
    /// The quantity.
    pub quantity: Option<u32>,
    /// Price before reductions.
    #[field(name = "originPrice")]
    pub price: Option<Money>,
    /// Price after reductions.
    #[field(name = "discountPrice")]
    pub discounted: Option<Money>,
}

/// A service of the supply chain (upstream and another reseller).
#[model(alias_all = "snake_case")]
pub struct SupplyChainService {
    /// Its id.
    pub option_id: Option<u64>,
    /// Name.
    pub name: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Whether it must be chosen.
    #[field(name = "isMustSelect")]
    pub required: Option<bool>,
    /// Its kind.
    #[field(name = "serviceCategory", alias("service_catrgory", "serviceCatrgory"))]
    pub category: Option<ServiceCategory>,
    /// Price.
    #[field(name = "shippingFee")]
    pub fee: Option<Money>,
    /// How long it takes.
    pub shipping_time: Option<ShippingTime>,
}

/// How long a service takes.
#[model(alias_all = "snake_case")]
pub struct ShippingTime {
    /// The unit of time.
    #[field(name = "mode")]
    pub days: Option<TransitDays>,
    /// The minimum.
    pub min: Option<u32>,
    /// The maximum.
    pub max: Option<u32>,
}

/// A line that cannot be bought (upstream).
#[model(alias_all = "snake_case")]
pub struct UnavailableSku {
    /// The product.
    #[field(number)]
    pub item_id: Option<DistributionItemId>,
    /// The SKU.
    #[field(number)]
    pub sku_id: Option<DistributionSkuId>,
    /// The reason, in words.
    pub reason: Option<String>,
    /// The error code.
    pub error_code: Option<String>,
    /// The error message.
    #[field(name = "errorMsg", alias("errorMessage"))]
    pub error_message: Option<String>,
}
