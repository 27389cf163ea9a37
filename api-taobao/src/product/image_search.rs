//! `GET /taobao/traffic/item/imgsearch`: search by picture.
//!
//! The page is not available. Path and parameters are taken from two other clients of the vendor and from upstream.

use countersign::endpoint;

use super::SearchItem;
use crate::enumerations::Language;

/// Searches for products by a picture: at most 100, on one page.
///
/// The search by URL sometimes fails for pictures outside of Alibaba's hosts: upload them first.
///
/// # Example
///
/// ```
/// # api_taobao::stand_in::example(async |client| {
/// let found = client.image_search().picture_url("https://img.taobao.example/a.jpg").send().await?;
/// println!("{} products look like it", found.len());
/// # Ok(())
/// # });
/// ```
#[endpoint(
    GET,
    "/taobao/traffic/item/imgsearch",
    response = Vec<SearchItem>,
    rename_all = "snake_case",
    wrappers("data", "result"),
    nearby,
    require_one_of(image_id, picture_url),
    source = upstream,
)]
#[doc(alias = "/taobao/traffic/item/imgsearch")]
pub struct ImageSearch {
    /// The id of an uploaded picture; see [`UploadImage`](crate::UploadImage).
    pub image_id: Option<String>,
    /// The URL of a picture.
    #[param(name = "pic_url")]
    pub picture_url: Option<String>,
    /// The language of translated titles.
    pub language: Option<Language>,
    /// Only products with these activity tags (upstream).
    #[param(join = ",")]
    pub include_tags: Vec<String>,
    /// Only products with these properties, such as `24shipping` (from another reseller's page).
    pub filters: Vec<String>,
    /// Only products without these properties, such as `used_item` or `customized_item` (from another reseller's page).
    #[param(name = "excludeFilters")]
    pub exclude_filters: Vec<String>,
}
