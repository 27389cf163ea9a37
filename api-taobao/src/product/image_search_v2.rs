//! `GET /taobao/image-search/url`: search by picture, second version.
//!
//! The page is not available. Path and parameters are taken from another client of the vendor. The answer is that of
//! its upstream, Alibaba Cloud's image search ("Taobao union edition"), with names in camelCase (inferred). Upstream's
//! own spelling in PascalCase is also accepted.

use countersign::value::Percent;
use countersign::{endpoint, model};

use crate::Yuan;
use crate::enumerations::{ImageCategory, ShopKind};

/// Searches for products by the URL of a picture.
///
/// The ids that it finds may be opaque strings such as `Oqz93kougf9bkN7f4ACMtJ`, which may not work in
/// [`ProductDetail`](crate::ProductDetail). Although `page_no` is called a page, its range suggests that it is the
/// number of products to skip (inferred): the next page is `page_no + page_size`. Upstream allows five calls per
/// second.
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
    /// The URL of a picture: PNG, JPG, BMP, GIF, WEBP, TIFF or PPM, at most 4 MB (upstream).
    #[param(name = "picUrl")]
    pub picture_url: String,
    /// What the picture shows. If absent, it is predicted, and the prediction is returned.
    pub category_id: Option<ImageCategory>,
    /// The number of products to skip, from 0 to 499.
    #[param(default = 0, range = 0..=499)]
    pub page_no: u32,
    /// The number of products on a page.
    #[param(default = 10, range = 1..=20)]
    pub page_size: u32,
    /// Whether to find the main object of the picture first. Defaults to yes.
    pub crop: Option<bool>,
}

/// The products that look like a picture (upstream).
#[model(alias_all = "PascalCase")]
pub struct PictureSearchPage {
    /// The products, best match first.
    #[field(name = "auctions")]
    pub items: Vec<MatchedItem>,
    /// What was recognized in the picture.
    #[field(name = "picInfo")]
    pub picture: Option<PictureInfo>,
}

/// A product with its similarity (upstream).
#[model(alias_all = "PascalCase")]
pub struct MatchedItem {
    /// The similarity; larger is closer.
    pub rank_score: Option<f64>,
    /// The product.
    #[field(name = "result")]
    pub product: Option<MatchedProduct>,
}

/// A product that looks like a picture (upstream). Title, picture, URL and the first two prices are always present;
/// others may be missing. Prices are in yuan.
#[model(alias_all = "PascalCase")]
pub struct MatchedProduct {
    /// The product: digits, or an opaque string that other operations may not accept.
    pub item_id: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Short title.
    pub short_title: Option<String>,
    /// Second title.
    pub sub_title: Option<String>,
    /// The picture; a URL without a scheme.
    #[field(name = "picUrl")]
    pub image: Option<String>,
    /// The URL of its page.
    pub url: Option<String>,
    /// List price (yuan).
    #[field(name = "reservePrice")]
    pub price: Option<Yuan>,
    /// Price after discounts (yuan).
    #[field(name = "zkFinalPrice")]
    pub final_price: Option<Yuan>,
    /// Price after coupons (yuan).
    pub price_after_coupon: Option<Yuan>,
    /// The seller's account.
    pub nick: Option<String>,
    /// The seller; a string.
    pub seller_id: Option<String>,
    /// Name of the shop.
    pub shop_title: Option<String>,
    /// The seller's province and city.
    #[field(name = "provcity")]
    pub place: Option<String>,
    /// Name of the category.
    pub category_name: Option<String>,
    /// The name of its top-level category.
    pub level_one_category_name: Option<String>,
    /// The kind of shop.
    #[field(name = "userType")]
    pub shop_kind: Option<ShopKind>,
    /// Units sold.
    #[field(name = "volume")]
    pub sold: Option<u64>,
    /// The commission of affiliates.
    pub commission_rate: Option<Percent>,
    /// A text about the coupon.
    pub coupon_info: Option<String>,
    /// The discount by the coupon (yuan).
    pub coupon_amount: Option<Yuan>,
    /// The smallest amount to which the coupon applies (yuan).
    pub coupon_start_fee: Option<Yuan>,
    /// The total number of coupons.
    pub coupon_total_count: Option<u64>,
    /// The number of coupons left.
    pub coupon_remain_count: Option<u64>,
    /// When the coupon becomes valid. Its form is not published.
    pub coupon_start_time: Option<String>,
    /// When the coupon expires. Its form is not published.
    pub coupon_end_time: Option<String>,
    /// The URL for sharing the coupon.
    pub coupon_share_url: Option<String>,
    /// The URL for applications.
    pub deeplink_url: Option<String>,
    /// The URL for applications, with the coupon.
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
