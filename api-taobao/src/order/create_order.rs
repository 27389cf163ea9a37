//! `POST /taobao/purchase/order/create`: place an order.
//!
//! Source: <https://wiki-en.dajisaas.com/api-194164780> and <https://wiki.dajisaas.com/api-183099796>. The answer is
//! upstream's (inferred).

use countersign::{endpoint, model};

use super::Address;
use crate::Fen;
use crate::enumerations::{ChannelOrderType, OrderStatus};
use crate::ids::{DistributionItemId, DistributionSkuId, ItemId, PurchaseOrderId, PurchaseOrderLineId};

/// Places orders, **again each time it is called: reusing a `third_order_id` does not prevent a second order.**
///
/// The client never sends it twice. Upstream documents the merchant's number as an idempotency key, but in a test at
/// another reseller of the same upstream, repeating it created a second order. If the outcome is unknown, look for your
/// [`third_order_id`](Self::third_order_id) with [`OrderDetails`](crate::OrderDetails) before ordering again.
///
/// One order is created per shop. [`CreatedOrder::order_ids`] lists them; pay for them with
/// [`PayOrders`](crate::PayOrders). An answer with an error code and without an order is an error of kind
/// [`Business`](crate::ErrorKind::Business). A success without an order leaves the outcome unknown (inferred).
///
/// # Example
///
/// ```
/// use api_taobao::{ErrorKind, Fen, OrderLine};
///
/// # api_taobao::stand_in::example(async |client| {
/// # let address = api_taobao::stand_in::sample_address();
/// // Ids for distribution: those of searches and details cannot be ordered.
/// let matched = client.distribution_product().item_id(703_446_760_426).send().await?;
/// let sku = &matched.skus[0];
/// let line = OrderLine::builder()
///     .item_id(matched.distribution_id.expect("it can be distributed"))
///     .sku_id(sku.distribution_id.expect("it can be distributed"))
///     .line_number("1")
///     .quantity(1)
///     .price(sku.price.expect("it has a price"))
///     .title(matched.title.clone().unwrap_or_default())
///     .build();
/// let order = client
///     .create_order()
///     .third_order_id("T20240708002")
///     .amount(sku.price.unwrap_or_default())
///     .seller_order_number("")
///     .order_source("web")
///     .lines([line])
///     .receiver(address.clone())
///     .warehouse(address);
/// match order.send().await {
///     Ok(created) => println!("orders {:?}", created.order_ids().collect::<Vec<_>>()),
///     // They may have been made: look for `T20240708002` before ordering again.
///     Err(error) if error.kind() == ErrorKind::OutcomeUnknown => println!("{error}"),
///     Err(error) => return Err(error),
/// }
/// # Ok(())
/// # });
/// ```
#[endpoint(
    POST,
    "/taobao/purchase/order/create",
    response = CreatedOrder,
    rename_all = "snake_case",
    wrappers("data", "result"),
    nearby,
    proof(orders.order_id),
    failure(code = "errorCode", message = "errorMessage"),
    docs = "https://wiki-en.dajisaas.com/api-194164780",
)]
#[doc(alias = "/taobao/purchase/order/create")]
pub struct CreateOrder {
    /// Your own order number. Upstream calls it `outer_purchase_id`.
    #[param(name = "thirdOrderId", reference)]
    pub third_order_id: String,
    /// The amount that you expect to pay (fen).
    #[param(name = "purchase_amount")]
    pub amount: Fen,
    /// The order's number on the platform on which you sell; may be empty.
    pub seller_order_number: String,
    /// The platform on which you sell, such as `lazada`, `shopee` or `web`. Required on the English page, optional on
    /// the Chinese one.
    pub order_source: String,
    /// The items to order. Sent as a string of JSON inside the JSON body.
    #[param(name = "order_line_list", json, min_items = 1)]
    pub lines: Vec<OrderLine>,
    /// The buyer.
    pub receiver: Address,
    /// The warehouse in China that receives the goods.
    #[param(name = "warehouse_address_info")]
    pub warehouse: Address,
    /// The channel.
    #[param(default = ChannelOrderType::Panama)]
    pub channel_order_type: ChannelOrderType,
    /// Whether to order the available lines if others are not available.
    pub support_partial_success: Option<bool>,
    /// A note for the order.
    #[param(name = "order_remark")]
    pub remark: Option<String>,
    /// Whether to request services of the supply chain; the vendor says to send `false`.
    #[param(default = false)]
    pub need_supply_chain_service: bool,
    /// Whether the vendor retries what fails; the vendor says to send `false`.
    #[param(default = false)]
    pub need_sys_retry: bool,
}

/// A line of an order, with ids for distribution.
#[model(builder, alias_all = "snake_case")]
pub struct OrderLine {
    /// The product: [`DistributionInfo::distribution_id`](crate::product::DistributionInfo::distribution_id).
    #[field(number)]
    pub item_id: DistributionItemId,
    /// Your own number of the line, such as `1`.
    #[field(name = "orderLineNo")]
    pub line_number: String,
    /// The quantity; a string on the wire.
    #[field(text)]
    pub quantity: u32,
    /// The price of one piece (fen).
    pub price: Fen,
    /// Currency.
    #[field(default = String::from("CNY"))]
    pub currency: String,
    /// Title.
    pub title: String,
    /// The SKU: [`DistributionSku::distribution_id`](crate::product::DistributionSku::distribution_id).
    #[field(number)]
    pub sku_id: DistributionSkuId,
    /// The product, as numbered by Taobao (another reseller's page).
    #[field(number)]
    pub product_id: Option<ItemId>,
    /// A note for the line (another reseller's page).
    #[field(name = "orderRemark")]
    pub remark: Option<String>,
}

/// The created orders. All fields are upstream's (inferred).
#[model(alias_all = "snake_case")]
pub struct CreatedOrder {
    /// Whether it worked upstream; has also been seen as a string.
    pub success: Option<bool>,
    /// The error code.
    pub error_code: Option<String>,
    /// The error message, which upstream spells in two ways.
    #[field(alias("errorMsg", "error_msg"))]
    pub error_message: Option<String>,
    /// The URL of the cashier.
    pub payment_url: Option<String>,
    /// Your own order number.
    #[field(name = "outerPurchaseId", alias("thirdOrderId"))]
    pub third_order_id: Option<String>,
    /// The orders, one per shop.
    #[field(name = "orderList")]
    pub orders: Vec<CreatedPurchaseOrder>,
}

impl CreatedOrder {
    /// Returns the ids of the created orders. A client's reply always has at least one.
    ///
    /// ```
    /// use api_taobao::CreatedOrder;
    /// use countersign::Model as _;
    ///
    /// let order = CreatedOrder::from_json(r#"{"orderList": [{"purchaseId": 7}, {"purchaseOrderId": 8}]}"#)?;
    /// assert_eq!(order.order_ids().count(), 2);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn order_ids(&self) -> impl Iterator<Item = PurchaseOrderId> {
        self.orders.iter().filter_map(|order| order.order_id)
    }
}

/// The order at one shop (upstream).
#[model(alias_all = "snake_case")]
pub struct CreatedPurchaseOrder {
    /// The order.
    #[field(name = "purchaseId", alias("purchaseOrderId"), number)]
    pub order_id: Option<PurchaseOrderId>,
    /// The seller's account.
    pub supplier_nick: Option<String>,
    /// The expected price (fen).
    pub estimate_amount: Option<Fen>,
    /// Currency.
    pub estimate_currency: Option<String>,
    /// The market. Its values are not published.
    pub source_market: Option<String>,
    /// Its state; not in upstream's list.
    pub status: Option<OrderStatus>,
    /// Its lines.
    #[field(name = "orderLineList")]
    pub lines: Vec<CreatedLine>,
}

/// A line of a created order (upstream).
#[model(alias_all = "snake_case")]
pub struct CreatedLine {
    /// The product; a string upstream.
    pub item_id: Option<DistributionItemId>,
    /// The SKU.
    #[field(number)]
    pub sku_id: Option<DistributionSkuId>,
    /// Your own number of the line.
    #[field(name = "orderLineNo")]
    pub line_number: Option<String>,
    /// The quantity.
    pub quantity: Option<u32>,
    /// The expected price (fen).
    pub estimate_amount: Option<Fen>,
    /// Currency.
    pub estimate_currency: Option<String>,
    /// The line.
    #[field(name = "subPurchaseOrderId", number)]
    pub line_id: Option<PurchaseOrderLineId>,
    /// The seller's account.
    pub supplier_nick: Option<String>,
}
