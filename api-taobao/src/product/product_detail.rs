//! `GET /taobao/traffic/item/get`: everything about one product.
//!
//! The page is not available. Path and parameters are taken from three other clients of the vendor; names of the answer
//! from them and from upstream.

use countersign::{endpoint, model};

use super::{PromotionDisplay, Property};
use crate::Fen;
use crate::enumerations::Language;
use crate::ids::{ItemId, ShopId, SkuId};

/// Returns everything about one product. It cannot be ordered by the ids of this answer: see
/// [`DistributionProduct`](crate::DistributionProduct).
///
/// # Example
///
/// ```
/// use api_taobao::Language;
///
/// # api_taobao::stand_in::example(async |client| {
/// let product = client.product_detail().item_id(703_446_760_426).language(Language::English).send().await?;
/// let sku = product.skus.first().expect("this product has SKUs");
/// println!("{}: {:?} fen", product.title, sku.price);
/// # Ok(())
/// # });
/// ```
#[endpoint(
    GET,
    "/taobao/traffic/item/get",
    response = Product,
    rename_all = "snake_case",
    wrappers("data", "result"),
    nearby,
    source = upstream,
)]
#[doc(alias = "/taobao/traffic/item/get")]
pub struct ProductDetail {
    /// The product.
    pub item_id: ItemId,
    /// The language of translations. If absent, texts are in Chinese only.
    pub language: Option<Language>,
    /// The market, `taobao` upstream. No other client of the vendor sends it.
    pub item_resource: Option<String>,
    /// Only promotions with these activity tags (upstream).
    #[param(join = ",")]
    pub include_tags: Vec<String>,
}

/// All details of a product. Prices are in **fen**.
#[model(alias_all = "snake_case")]
pub struct Product {
    /// The market, `taobao` (upstream).
    pub item_resource: Option<String>,
    /// The product.
    #[field(number)]
    pub item_id: ItemId,
    /// Title in Chinese.
    pub title: String,
    /// Its pictures; URLs without a scheme (`//…`) have been seen.
    #[field(name = "picUrls")]
    pub images: Vec<String>,
    /// The main picture; two clients read it, but it is not in upstream's list.
    pub main_image_url: Option<String>,
    /// Name of the shop.
    pub shop_name: Option<String>,
    /// The shop (upstream).
    #[field(number)]
    pub shop_id: Option<ShopId>,
    /// List price (fen).
    pub price: Option<Fen>,
    /// Price after promotions (fen); 0 or absent if there is none.
    pub promotion_price: Option<Fen>,
    /// Price after coupons (fen); 0 or absent if there is none (upstream).
    pub coupon_price: Option<Fen>,
    /// Description as HTML; may be empty.
    pub description: Option<String>,
    /// Its properties.
    pub properties: Vec<Property>,
    /// Its SKUs; may be empty.
    #[field(name = "skuList")]
    pub skus: Vec<Sku>,
    /// One picture per value of a property.
    #[field(name = "propertyImageList")]
    pub property_images: Vec<PropertyImage>,
    /// Activity tags (upstream).
    pub tags: Vec<String>,
    /// Texts in the requested language; absent if none was requested.
    #[field(name = "multiLanguageInfo")]
    pub translation: Option<ProductTranslation>,
    /// Promotions (upstream).
    #[field(name = "promotionDisplays")]
    pub promotions: Vec<PromotionDisplay>,
}

/// A stock keeping unit of a product.
#[model(alias_all = "snake_case")]
pub struct Sku {
    /// The SKU; orders need the one of [`DistributionSku`](crate::product::DistributionSku).
    #[field(name = "skuId", number)]
    pub id: SkuId,
    /// Stock.
    pub quantity: Option<u64>,
    /// List price (fen).
    pub price: Option<Fen>,
    /// Price after promotions (fen).
    pub promotion_price: Option<Fen>,
    /// Price after coupons (fen; upstream).
    pub coupon_price: Option<Fen>,
    /// Picture.
    #[field(name = "picUrl")]
    pub image: Option<String>,
    /// Its properties, such as "Color: red".
    pub properties: Vec<Property>,
    /// Units sold; read by one client, not in upstream's list.
    pub sales: Option<u64>,
}

/// The picture of a value of a property.
#[model(alias_all = "snake_case")]
pub struct PropertyImage {
    /// Property and value as a string, in a form that is not published.
    pub properties: Option<String>,
    /// The picture.
    pub image_url: Option<String>,
}

/// The title, picture and properties of a product in another language.
#[model(alias_all = "snake_case")]
pub struct ProductTranslation {
    /// The language.
    pub language: Option<Language>,
    /// Title.
    pub title: Option<String>,
    /// Main picture.
    pub main_image_url: Option<String>,
    /// Price after coupons (fen; upstream).
    pub coupon_price: Option<Fen>,
    /// Properties of the product.
    pub properties: Vec<Property>,
    /// Properties of the SKUs, by their id.
    pub sku_properties: Vec<SkuProperties>,
}

/// The properties of a SKU in another language.
#[model(alias_all = "snake_case")]
pub struct SkuProperties {
    /// The SKU.
    #[field(number)]
    pub sku_id: Option<SkuId>,
    /// Its properties.
    pub properties: Vec<Property>,
}
