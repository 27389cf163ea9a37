//! `GET /taobao/product/get`: find the distribution ids of a product ("product bunker", 撞库).
//!
//! Source: <https://wiki-en.dajisaas.com/api-202449555>, which ends early: `itemType`, `quantity` and `skuList` are the
//! vendor's; the rest is upstream's and another reseller's.

use countersign::{endpoint, model};

use super::{PromotionDisplay, Property};
use crate::Fen;
use crate::enumerations::{ItemType, ProductStatus, SourceMarket};
use crate::ids::{DistributionItemId, DistributionSkuId, ItemId, ShopId, SkuId};

/// Returns the ids needed to order a product: those of searches and details cannot be ordered.
///
/// # Example
///
/// ```
/// # api_taobao::stand_in::example(async |client| {
/// let matched = client.distribution_product().item_id(703_446_760_426).send().await?;
/// let sku = matched.skus.first().expect("this product has SKUs");
/// println!("order {:?} as {:?}", matched.distribution_id, sku.distribution_id);
/// # Ok(())
/// # });
/// ```
#[endpoint(
    GET,
    "/taobao/product/get",
    response = DistributionInfo,
    rename_all = "snake_case",
    wrappers("data", "result"),
    nearby,
    docs = "https://wiki-en.dajisaas.com/api-202449555",
)]
#[doc(alias = "/taobao/product/get")]
pub struct DistributionProduct {
    /// The product, as numbered by searches and details. The page calls it optional.
    pub item_id: ItemId,
    /// The market, if it is not Taobao or Tmall (upstream and another reseller; not on the vendor's page).
    #[param(name = "item_source_market")]
    pub source_market: Option<SourceMarket>,
}

/// A product with the ids by which it is ordered. Prices are in **fen**.
#[model(alias_all = "snake_case")]
pub struct DistributionInfo {
    /// Whether it is linked to a product for distribution.
    pub item_type: Option<ItemType>,
    /// Stock.
    pub quantity: Option<u64>,
    /// Its SKUs.
    #[field(name = "skuList")]
    pub skus: Vec<DistributionSku>,
    /// The product for distribution, for [`OrderLine::item_id`](crate::OrderLine::item_id). Absent if there is none
    /// (inferred).
    #[field(name = "mpId")]
    pub distribution_id: Option<DistributionItemId>,
    /// The product, as numbered by Taobao.
    #[field(number)]
    pub item_id: Option<ItemId>,
    /// Title in Chinese.
    pub title: Option<String>,
    /// Description as HTML.
    pub description: Option<String>,
    /// Name of the shop.
    pub shop_name: Option<String>,
    /// The shop.
    #[field(number)]
    pub shop_id: Option<ShopId>,
    /// The seller's account.
    pub user_nick: Option<String>,
    /// Name of its category.
    pub category_name: Option<String>,
    /// Names of its categories, from the top.
    pub category_path: Option<String>,
    /// Its category; a string on the wire.
    pub category_id: Option<String>,
    /// State of the product.
    pub status: Option<ProductStatus>,
    /// The unit in which it is counted; absent in another reseller's sample.
    #[field(name = "productUnit")]
    pub unit: Option<String>,
    /// Its pictures.
    #[field(name = "picUrls")]
    pub images: Vec<String>,
    /// List price (fen).
    pub price: Option<Fen>,
    /// Price after promotions (fen); 0 or absent if there is none.
    pub promotion_price: Option<Fen>,
    /// Price after coupons (fen); 0 or absent if there is none.
    pub coupon_price: Option<Fen>,
    /// The smallest quantity of an order, or 0 without a minimum.
    #[field(name = "beginAmount")]
    pub minimum: Option<u64>,
    /// Freight (fen; upstream).
    pub post_fee: Option<Fen>,
    /// Promotions.
    #[field(name = "promotionDisplays")]
    pub promotions: Vec<PromotionDisplay>,
}

/// A SKU with the id by which it is ordered. Prices are in **fen**; numbers and strings are accepted.
#[model(alias_all = "snake_case")]
pub struct DistributionSku {
    /// The SKU, as numbered by Taobao; a string in another reseller's sample.
    #[field(number)]
    pub sku_id: Option<SkuId>,
    /// The SKU for distribution, for [`OrderLine::sku_id`](crate::OrderLine::sku_id). The vendor's text calls it
    /// `mpSkuid`, upstream `mp_skuId`, and one reseller's sample `mpSkuld`: all are accepted.
    #[field(name = "mpSkuId", alias("mpSkuid", "mp_skuId", "mpSkuld"), number)]
    pub distribution_id: Option<DistributionSkuId>,
    /// Stock.
    pub quantity: Option<u64>,
    /// List price (fen).
    pub price: Option<Fen>,
    /// Price after promotions (fen).
    pub promotion_price: Option<Fen>,
    /// Price after coupons (fen).
    pub coupon_price: Option<Fen>,
    /// Freight (fen; upstream).
    pub post_fee: Option<Fen>,
    /// Picture.
    #[field(name = "picUrl")]
    pub image: Option<String>,
    /// State of the SKU.
    pub status: Option<ProductStatus>,
    /// Its properties.
    pub properties: Vec<Property>,
}
