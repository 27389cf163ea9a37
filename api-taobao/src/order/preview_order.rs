//! `POST /taobao/purchase/order/render`: try an order without making it.
//!
//! Source: <https://wiki-en.dajisaas.com/api-194164778> and <https://wiki.dajisaas.com/api-183099606>. Of the answer, how
//! deep it sits and three names are from a third party's notes on the vendor's sample; the rest is upstream's.

use countersign::{endpoint, model};

use super::Address;
use crate::Fen;
use crate::enumerations::{ServiceCategory, TransitDays};
use crate::ids::{DistributionItemId, DistributionSkuId, SellerId};

/// Tries an order: gives its exact prices and the freight inside China. Nothing is ordered.
///
/// Look at [`OrderPreview::unavailable`] even where the answer says success: these lines cannot be bought.
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
    /// Ask for services of the supply chain; the vendor tells to send `false`.
    #[param(name = "need_supplychain_service", default = false)]
    pub need_supply_chain_service: bool,
    /// Where the goods go: the buyer's warehouse in China.
    #[param(name = "receiver_address")]
    pub receiver: Address,
    /// The warehouse in China. Required on the English page, optional on the Chinese one; upstream requires it for
    /// deliveries inside China.
    #[param(name = "warehouse_address")]
    pub warehouse: Address,
    /// What is ordered. Travels as JSON text inside the JSON body; the spelling of the name is the vendor's.
    #[param(name = "render_item_List", json, min_items = 1)]
    pub lines: Vec<PreviewLine>,
    /// Tax number, for Brazil (upstream).
    #[param(name = "tax_id")]
    pub tax_id: Option<String>,
}

/// A line to try, with the ids for distribution. Upstream also takes `item_id` and `sku_id` as names.
#[model(builder, alias_all = "snake_case")]
pub struct PreviewLine {
    /// The product: [`DistributionInfo::distribution_id`](crate::product::DistributionInfo::distribution_id).
    #[field(number)]
    pub item_id: DistributionItemId,
    /// How many; text on the wire.
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

/// What the orders would be.
///
/// In the one sample, freight and amount stand beside the total; upstream's corrected types have them in each order. Both
/// are read. The total already contains reductions: 1260 beside an amount of 1480.
#[model(alias_all = "snake_case")]
pub struct OrderPreview {
    /// What is to be paid in all.
    #[field(name = "totalRealPayPrice")]
    pub total: Option<Money>,
    /// Freight inside China, if it is given for all orders together.
    #[field(name = "mainlandShippingFee")]
    pub freight: Option<Money>,
    /// The price of the orders without reductions, if it is given for all of them together.
    #[field(name = "orderFee")]
    pub amount: Option<Money>,
    /// One entry for each order that would be made, one per shop.
    #[field(name = "renderItemList")]
    pub orders: Vec<PreviewedOrder>,
    /// Lines that cannot be bought.
    #[field(name = "unavailableSkuList")]
    pub unavailable: Vec<UnavailableSku>,
    /// It worked upstream.
    pub success: Option<bool>,
    /// Error code (upstream).
    pub error_code: Option<String>,
    /// Error text (upstream).
    #[field(name = "errorMsg", alias("errorMessage"))]
    pub error_message: Option<String>,
}

/// What one order would be (upstream).
#[model(alias_all = "snake_case")]
pub struct PreviewedOrder {
    /// The shop's seller.
    #[field(number)]
    pub seller_id: Option<SellerId>,
    /// Account of the seller.
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
    /// Fee of delivery (fen).
    pub delivery_fee: Option<Fen>,
    /// Where it is sent from.
    pub dispatch_place: Option<String>,
    /// When it arrives, in words.
    pub estimated_delivery_time: Option<String>,
    /// Prices of the lines.
    #[field(name = "itemPriceInfos")]
    pub lines: Vec<ItemPrice>,
    /// Services of the supply chain that can be chosen; none when they are not asked for.
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
    /// How many.
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
    /// It must be chosen.
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
    /// What is counted.
    #[field(name = "mode")]
    pub days: Option<TransitDays>,
    /// At least so many.
    pub min: Option<u32>,
    /// At most so many.
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
    /// Why, in words.
    pub reason: Option<String>,
    /// Error code.
    pub error_code: Option<String>,
    /// Error text.
    #[field(name = "errorMsg", alias("errorMessage"))]
    pub error_message: Option<String>,
}
