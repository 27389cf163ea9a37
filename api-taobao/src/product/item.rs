//! A product, as listed by searches. Names are taken from other clients of the vendor and from upstream.

use countersign::model;

use crate::Yuan;
use crate::enumerations::Language;
use crate::ids::{ItemId, PropertyId, PropertyValueId, ShopId};

/// A page of a list. It has no total: stop at an empty page.
#[model(alias_all = "snake_case")]
pub struct Page<T> {
    /// The number of this page, from 1 (upstream).
    pub page_no: Option<u32>,
    /// The requested number of items per page (upstream).
    pub page_size: Option<u32>,
    /// The items of this page.
    #[field(name = "data")]
    pub items: Vec<T>,
}

/// A product, as listed by searches. Prices are in **yuan**, as decimal strings.
///
/// Other clients disagree on the unit: one divides by 100 in one of its versions only. Upstream's types say yuan; a
/// string without a decimal point is in yuan, too.
#[model(alias_all = "snake_case")]
pub struct SearchItem {
    /// The product, for [`ProductDetail`](crate::ProductDetail). It cannot be ordered by this id: see
    /// [`DistributionProduct`](crate::DistributionProduct).
    #[field(number)]
    pub item_id: ItemId,
    /// The title in Chinese.
    pub title: String,
    /// The main picture; URLs without a scheme (`//…`) have been seen.
    #[field(default)]
    pub main_image_url: String,
    /// Price after promotions (yuan).
    pub price: Option<Yuan>,
    /// Price after coupons (yuan), indicative (upstream).
    pub coupon_price: Option<Yuan>,
    /// Stock.
    pub inventory: Option<u64>,
    /// Name of the shop.
    pub shop_name: Option<String>,
    /// The shop (upstream).
    #[field(number)]
    pub shop_id: Option<ShopId>,
    /// Units sold; read by one client, not in upstream's list.
    pub sales: Option<u64>,
    /// Activity tags, such as `activity_202311_1_tb_manjian` (upstream).
    pub tags: Vec<String>,
    /// Title and picture in the requested language.
    #[field(name = "multiLanguageInfo")]
    pub translation: Option<Translation>,
    /// Promotions (upstream).
    #[field(name = "promotionDisplays")]
    pub promotions: Vec<PromotionDisplay>,
}

/// Title and picture in another language.
#[model(alias_all = "snake_case")]
pub struct Translation {
    /// The language.
    pub language: Option<Language>,
    /// Title.
    pub title: Option<String>,
    /// Main picture.
    pub main_image_url: Option<String>,
}

/// Promotions of one kind (upstream).
#[model(alias_all = "snake_case")]
pub struct PromotionDisplay {
    /// Name of the kind.
    pub type_name: Option<String>,
    /// The promotions.
    #[field(name = "promotionInfoList")]
    pub promotions: Vec<Promotion>,
}

/// A promotion (upstream).
#[model(alias_all = "snake_case")]
pub struct Promotion {
    /// Code of the activity.
    pub activity_code: Option<String>,
    /// Name.
    #[field(name = "promotionName")]
    pub name: Option<String>,
}

/// A property of a product or SKU, such as "Color: red".
#[model(alias_all = "snake_case")]
pub struct Property {
    /// The property.
    #[field(name = "propId", number)]
    pub id: Option<PropertyId>,
    /// Its name.
    #[field(name = "propName")]
    pub name: Option<String>,
    /// The value.
    #[field(number)]
    pub value_id: Option<PropertyValueId>,
    /// Name of the value.
    #[field(name = "valueName")]
    pub value: Option<String>,
    /// Description of the value (upstream).
    #[field(name = "valueDesc")]
    pub description: Option<String>,
}
