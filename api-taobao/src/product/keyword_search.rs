//! `GET /taobao/traffic/item/search`: search by keyword.
//!
//! The page is not available. Path and parameters are taken from another client of the vendor and from upstream. A third party's notes
//! contradict them: they call it a POST, the filter `filter` and the language `country`.

use countersign::endpoint;

use super::{Page, SearchFilter, SearchItem};
use crate::enumerations::{Language, Sort};
use crate::ids::ShopId;

/// Searches for products by a keyword, in Chinese or English.
///
/// If a parameter turns out to have another name, a call can replace it:
///
/// ```
/// use api_taobao::{Fen, Language, SearchFilter};
///
/// # api_taobao::stand_in::example(async |client| {
/// let search = client.keyword_search().keyword("夏季").language(Language::English);
/// let search = search.filters([SearchFilter::min_price(Fen::new(2000))]).send();
/// // The name of a third party's notes.
/// let page = search.without("filters").parameter("filter", "min_price:2000").await?;
/// println!("{} products", page.items.len());
/// # Ok(())
/// # });
/// ```
#[endpoint(
    GET,
    "/taobao/traffic/item/search",
    response = Page<SearchItem>,
    rename_all = "snake_case",
    wrappers("data", "result"),
    nearby,
    pages(page = page_no, page_size = page_size),
    source = upstream,
)]
#[doc(alias = "/taobao/traffic/item/search")]
pub struct KeywordSearch {
    /// The keyword, in Chinese or English. Upstream allows a shop instead.
    pub keyword: Option<String>,
    /// The page, from 1.
    #[param(default = 1, range = 1..)]
    pub page_no: u32,
    /// The number of products on a page: at most 20 (upstream, whose own default is 10).
    #[param(default = 20, range = 1..=20)]
    pub page_size: u32,
    /// The sort order.
    pub sort: Option<Sort>,
    /// The conditions; prices in fen. The notes call it `filter`.
    #[param(join = ",", display)]
    pub filters: Vec<SearchFilter>,
    /// The language of translated titles. The notes call it `country`.
    pub language: Option<Language>,
    /// Only products with these activity tags (upstream).
    #[param(join = ",")]
    pub include_tags: Vec<String>,
    /// Only products of this shop (upstream).
    pub shop_id: Option<ShopId>,
}
