//! `GET /taobao/image-search/url`: search by picture, second version.
//!
//! The page is not available. Path and parameters from a client of the vendor's; the answer is that of Alibaba Cloud's
//! image search, "Taobao union edition", which is upstream of it, with names in camelCase (inferred). Upstream's own
//! spelling in PascalCase is read, too.

use countersign::value::Percent;
use countersign::{endpoint, model};

use crate::Yuan;
use crate::enumerations::{ImageCategory, ShopKind};

/// Searches products by the address of a picture.
///
/// The ids that it finds may be opaque text such as `Oqz93kougf9bkN7f4ACMtJ`, and then not be usable in
/// [`ProductDetail`](crate::ProductDetail). `page_no` is called a page but is, by its range, the number of products to pass
/// over (inferred): the next page is `page_no + page_size`. Upstream allows five calls per second.
///
/// # Example
///
/// ```
/// # api_taobao::stand_in::example(async |client| {
/// let found = client.image_search_v2().picture_url("https://img.taobao.example/a.jpg").send().await?;
/// for product in &found.items {
///     println!("{:?}", product.product.as_ref().and_then(|product| product.title.as_ref()));
/// }
/// # Ok(())
/// # });
/// ```
#[endpoint(
    GET,
    "/taobao/image-search/url",
    response = PictureSearchPage,
    wrappers("data", "Data", "result"),
    nearby,
    pages(offset = page_no, page_size = page_size),
    source = inferred,
)]
#[doc(alias = "/taobao/image-search/url")]
pub struct ImageSearchV2 {
    /// Address of a picture: PNG, JPG, BMP, GIF, WEBP, TIFF or PPM, at most 4 MB (upstream).
    #[param(name = "picUrl")]
    pub picture_url: String,
    /// What the picture shows; predicted without it, and the prediction comes back.
    pub category_id: Option<ImageCategory>,
    /// How many products to pass over, from 0 to 499.
    #[param(default = 0, range = 0..=499)]
    pub page_no: u32,
    /// Products on a page.
    #[param(default = 10, range = 1..=20)]
    pub page_size: u32,
    /// Find the main object of the picture first; yes without it.
    pub crop: Option<bool>,
}

/// What looks like a picture (upstream).
#[model(alias_all = "PascalCase")]
pub struct PictureSearchPage {
    /// The products, best first.
    #[field(name = "auctions")]
    pub items: Vec<MatchedItem>,
    /// What was seen in the picture.
    #[field(name = "picInfo")]
    pub picture: Option<PictureInfo>,
}

/// A product with its likeness (upstream).
#[model(alias_all = "PascalCase")]
pub struct MatchedItem {
    /// Likeness; larger is closer.
    pub rank_score: Option<f64>,
    /// The product.
    #[field(name = "result")]
    pub product: Option<MatchedProduct>,
}

/// A product that looks like a picture (upstream). Title, picture, address and the first two prices are always there;
/// others may be missing. Prices are in yuan.
#[model(alias_all = "PascalCase")]
pub struct MatchedProduct {
    /// The product: digits, or opaque text that other operations may not take.
    pub item_id: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Short title.
    pub short_title: Option<String>,
    /// Second title.
    pub sub_title: Option<String>,
    /// Picture, without a scheme.
    #[field(name = "picUrl")]
    pub image: Option<String>,
    /// Its page.
    pub url: Option<String>,
    /// List price (yuan).
    #[field(name = "reservePrice")]
    pub price: Option<Yuan>,
    /// Price after discounts (yuan).
    #[field(name = "zkFinalPrice")]
    pub final_price: Option<Yuan>,
    /// Price after coupons (yuan).
    pub price_after_coupon: Option<Yuan>,
    /// Account of the seller.
    pub nick: Option<String>,
    /// The seller; text.
    pub seller_id: Option<String>,
    /// Name of the shop.
    pub shop_title: Option<String>,
    /// Province and city of the seller.
    #[field(name = "provcity")]
    pub place: Option<String>,
    /// Name of the category.
    pub category_name: Option<String>,
    /// Name of the category of the first level.
    pub level_one_category_name: Option<String>,
    /// Kind of the shop.
    #[field(name = "userType")]
    pub shop_kind: Option<ShopKind>,
    /// Units sold.
    #[field(name = "volume")]
    pub sold: Option<u64>,
    /// Commission of affiliates.
    pub commission_rate: Option<Percent>,
    /// Text about the coupon.
    pub coupon_info: Option<String>,
    /// What the coupon takes off (yuan).
    pub coupon_amount: Option<Yuan>,
    /// From which amount the coupon holds (yuan).
    pub coupon_start_fee: Option<Yuan>,
    /// Coupons in all.
    pub coupon_total_count: Option<u64>,
    /// Coupons left.
    pub coupon_remain_count: Option<u64>,
    /// When the coupon begins; its form is not published.
    pub coupon_start_time: Option<String>,
    /// When the coupon ends; its form is not published.
    pub coupon_end_time: Option<String>,
    /// Address to share the coupon by.
    pub coupon_share_url: Option<String>,
    /// Address for applications.
    pub deeplink_url: Option<String>,
    /// Address for applications, with the coupon.
    pub deeplink_coupon_share_url: Option<String>,
    /// The largest commission; an object whose members are not declared.
    pub max_commission: Option<serde_json::Value>,
}

/// What was seen in a picture (upstream).
#[model(alias_all = "PascalCase")]
pub struct PictureInfo {
    /// The main object.
    pub main_region: Option<PictureRegion>,
    /// All objects.
    #[field(name = "multiRegion")]
    pub regions: Vec<PictureRegion>,
}

/// An object in a picture (upstream).
#[model(alias_all = "PascalCase")]
pub struct PictureRegion {
    /// Where it is: `x1,x2,y1,y2` in pixels.
    pub region: Option<String>,
    /// What it may be.
    #[field(name = "multiCategoryId")]
    pub categories: Vec<PictureCategory>,
}

/// What an object may be (upstream).
#[model(alias_all = "PascalCase")]
pub struct PictureCategory {
    /// The category.
    #[field(name = "categoryId")]
    pub category: Option<ImageCategory>,
    /// How likely it is.
    pub score: Option<f64>,
}
