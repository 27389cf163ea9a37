//! `POST /alibaba/createOrder/preview`: preview an order without placing it.
//!
//! Source: <https://wiki-en.dajisaas.com/api-194164767> (Chinese edition: <https://wiki.dajisaas.com/api-164891582>).
//! Upstream: `alibaba.createOrder.preview-1`. The path `/alibaba/trade/order/preview` in a third party's notes is
//! wrong.

use countersign::{endpoint, model};

use super::{Address, CargoLine};
use crate::enumerations::{Flow, PayChannel, TradeMode};
use crate::ids::{OfferId, SkuId};
use crate::{Fen, Yuan};

/// Previews an order for the products of one seller: whether they can be ordered, and their freight and discounts.
///
/// The server checks stock, minimum quantity and mixed-batch rules, and returns the freight inside China. Nothing is
/// ordered. The vendor's table of the answer ends early; the rest of it is upstream's.
///
/// # Example
///
/// ```
/// use api_1688::CargoLine;
///
/// # api_1688::stand_in::example(async |client| {
/// # let address = api_1688::stand_in::sample_address();
/// let line = CargoLine::builder().offer_id(623_686_863_670).quantity(5).build();
/// let preview = client.preview_order().address(address).cargo([line]).send().await?;
/// for order in &preview.previews {
///     println!("{:?} with freight, order it as {:?}", order.total, order.flow);
/// }
/// # Ok(())
/// # });
/// ```
#[endpoint(
    POST,
    "/alibaba/createOrder/preview",
    response = OrderPreviews,
    failure(code = "errorCode", message = "errorMsg"),
    retry = safe,
    docs = "https://wiki-en.dajisaas.com/api-194164767",
)]
#[doc(alias = "/alibaba/createOrder/preview")]
pub struct PreviewOrder {
    /// The order channel. It is in every example of the vendor, but not in its table. If absent, the channels are
    /// compared and the best one is previewed (upstream).
    pub flow: Option<Flow>,
    /// The destination of the goods, in China.
    #[param(name = "addressParam")]
    pub address: Address,
    /// The items to order, from one seller.
    #[param(name = "cargoParamList", min_items = 1)]
    pub cargo: Vec<CargoLine>,
}

/// The preview of the orders.
///
/// An upstream error is in [`error_code`](Self::error_code), or in the preview or line that it concerns: `500_001` not
/// sold online, `500_002` several sellers or a SKU missing, `500_003` several sellers or a SKU of another product,
/// `500_004` not enough stock, `500_005` below the minimum quantity, `500_006` mixed-batch rule violated, `500_007` no
/// consignment agreement, `500_008` price of the SKU is 0, `500_009` below the wholesale minimum.
#[model]
pub struct OrderPreviews {
    /// One entry per order; the spelling on the wire is the vendor's.
    #[field(name = "orderPreviewResuslt")]
    pub previews: Vec<OrderPreview>,
    /// Whether it worked upstream.
    pub success: Option<bool>,
    /// The error code (upstream), such as `500_001`.
    pub error_code: Option<String>,
    /// The error message (upstream); called `errorMsg` here and `errorMessage` elsewhere.
    #[field(name = "errorMsg")]
    pub error_message: Option<String>,
    /// Products whose freight is only described in words (upstream).
    #[field(name = "postFeeByDescOfferList", number)]
    pub freight_described_offers: Vec<OfferId>,
    /// Products on consignment (upstream).
    #[field(name = "consignOfferList", number)]
    pub consignment_offers: Vec<OfferId>,
    /// Products that cannot be paid with Kuajingbao, the cross-border wallet (upstream).
    #[field(name = "unsupportedCrossBorderPayOfferList", number)]
    pub not_cross_border_payable_offers: Vec<OfferId>,
    /// Further values (upstream).
    #[field(name = "extPairList")]
    pub extensions: Vec<ExtensionPair>,
}

/// The preview of one order. Totals are in fen, amounts of the lines in yuan.
///
/// The vendor's schema has 16 fields; the name of the sixteenth is unknown.
#[model]
pub struct OrderPreview {
    /// An extra reduction after the total of the goods (fen).
    pub discount_fee: Option<Fen>,
    /// The available trading methods. If it is empty, the order cannot be placed through the API.
    #[field(name = "tradeModeNameList")]
    pub trade_modes: Vec<TradeMode>,
    /// Whether this order can be placed.
    pub status: Option<bool>,
    /// Promotion on a single product from Taobao; upstream describes it inverted: false means that there is one.
    #[field(name = "taoSampleSinglePromotion")]
    pub taobao_single_promotion: Option<bool>,
    /// Total of the order: goods and freight (fen).
    #[field(name = "sumPayment")]
    pub total: Option<Fen>,
    /// A message about this preview.
    pub message: Option<String>,
    /// Freight (fen).
    #[field(name = "sumCarriage")]
    pub freight: Option<Fen>,
    /// The error code of this preview, such as `500_004`.
    pub result_code: Option<String>,
    /// Goods without freight (fen).
    #[field(name = "sumPaymentNoCarriage")]
    pub total_without_freight: Option<Fen>,
    /// Surcharge (fen).
    pub additional_fee: Option<Fen>,
    /// The channel to place the order with: [`CreateOrder::flow`](crate::CreateOrder::flow).
    #[field(name = "flowFlag")]
    pub flow: Option<Flow>,
    /// The lines.
    #[field(name = "cargoList")]
    pub lines: Vec<PreviewLine>,
    /// Promotions of the shop.
    #[field(name = "shopPromotionList")]
    pub shop_promotions: Vec<OrderPromotion>,
    /// The trading methods, described.
    #[field(name = "tradeModelList")]
    pub trade_mode_options: Vec<TradeModeOption>,
    /// The payment channels; from one copy of the page and upstream.
    #[field(name = "payChannelInfos")]
    pub pay_channels: Vec<PayChannelLimit>,
}

/// A line of a preview. Its amounts are in yuan.
#[model]
pub struct PreviewLine {
    /// The line after promotion (yuan).
    #[field(number)]
    pub amount: Option<Yuan>,
    /// A message about this line.
    pub message: Option<String>,
    /// Final price of one piece (yuan).
    #[field(number)]
    pub final_unit_price: Option<Yuan>,
    /// The SKU, by its 32 hex digits.
    pub spec_id: Option<String>,
    /// The SKU.
    #[field(number)]
    pub sku_id: Option<SkuId>,
    /// The error code of this line, such as `500_004`.
    pub result_code: Option<String>,
    /// The product.
    #[field(number)]
    pub offer_id: Option<OfferId>,
    /// Promotions of this product.
    #[field(name = "cargoPromotionList")]
    pub promotions: Vec<OrderPromotion>,
    /// The product, encrypted.
    pub open_offer_id: Option<String>,
}

/// A promotion that an order can use.
#[model]
pub struct OrderPromotion {
    /// Its id.
    #[field(name = "promotionId")]
    pub id: Option<String>,
    /// Whether it is chosen by default.
    pub selected: Option<bool>,
    /// A short text in Chinese.
    pub text: Option<String>,
    /// Description as HTML, in Chinese.
    #[field(name = "desc")]
    pub description: Option<String>,
    /// Whether it grants free postage.
    pub free_postage: Option<bool>,
    /// The discount (fen): 69 next to the text `省0.69` in the vendor's sample.
    pub discount_fee: Option<Fen>,
}

/// A trading method, described.
#[model]
pub struct TradeModeOption {
    /// Always absent so far; upstream does not have it.
    pub trade_way: Option<String>,
    /// Name in Chinese.
    pub name: Option<String>,
    /// The trading method.
    #[field(name = "tradeType")]
    pub mode: Option<TradeMode>,
    /// Description in Chinese.
    pub description: Option<String>,
    /// Whether it can be used through the API (upstream).
    #[field(name = "opSupport")]
    pub usable: Option<bool>,
}

/// A payment channel and its limit.
#[model]
pub struct PayChannelLimit {
    /// The channel.
    #[field(name = "name")]
    pub channel: Option<PayChannel>,
    /// The maximum amount that it can pay (fen).
    #[field(name = "amountLimit")]
    pub limit: Option<Fen>,
}

/// A further value of a preview (upstream).
#[model]
pub struct ExtensionPair {
    /// Name.
    pub key: Option<String>,
    /// Value.
    pub value: Option<String>,
    /// Description.
    #[field(name = "desc")]
    pub description: Option<String>,
}
