//! `GET /taobao/traffic/item/shop/search`: the products of a shop.
//!
//! The page is not available. The path is taken from a third party's notes, whose only parameter is `keyword`;
//! `shop_id` and the pages are those of upstream's keyword search (inferred).

use countersign::endpoint;

use super::SearchItem;
use crate::enumerations::Language;
use crate::ids::ShopId;

/// Searches the products of a shop. Parameters and answer are inferred.
///
/// # Example
///
/// ```
/// # api_taobao::stand_in::example(async |client| {
/// let page = client.keyword_search().keyword("夏季").send().await?;
/// let shop = page.items[0].shop_id.expect("the stand-in names the shop");
/// let items = client.shop_search().shop_id(shop).send().await?;
/// assert!(items.iter().all(|item| item.shop_id == Some(shop)));
/// # Ok(())
/// # });
/// ```
#[endpoint(
    GET,
    "/taobao/traffic/item/shop/search",
    response = Vec<SearchItem>,
    rename_all = "snake_case",
    data = "data",
    wrappers("result", "list"),
    nearby,
    pages(page = page_no, page_size = page_size),
    source = inferred,
)]
#[doc(alias = "/taobao/traffic/item/shop/search")]
pub struct ShopSearch {
    /// The shop.
    pub shop_id: Option<ShopId>,
    /// The keyword.
    pub keyword: Option<String>,
    /// The page, from 1.
    #[param(default = 1, range = 1..)]
    pub page_no: u32,
    /// The number of products on a page: at most 20.
    #[param(default = 20, range = 1..=20)]
    pub page_size: u32,
    /// The language of translated titles.
    pub language: Option<Language>,
}
