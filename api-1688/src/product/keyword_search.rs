//! `GET /alibaba/product/keywordQuery`: search by keyword.
//!
//! Source: <https://wiki.dajisaas.com/api-182690989>, Chinese edition; the English page is not available. A third
//! party's note calls it a POST with at most 20 products per page, but its own code sends a GET, so the note is
//! considered wrong.

use countersign::endpoint;

use super::{Page, ProductSummary};
use crate::Yuan;
use crate::enumerations::{Language, SearchFilter, Sort};
use crate::ids::CategoryId;

/// Searches for products by a Chinese keyword.
///
/// At most 2,000 products seem to be reachable: the vendor's sample contains this number. Stop at an empty page, not at
/// [`Page::total_pages`].
///
/// # Example
///
/// ```
/// use api_1688::{Language, SearchFilter, Sort, SortKey, SortOrder};
///
/// # api_1688::stand_in::example(async |client| {
/// let page = client
///     .keyword_search()
///     .keyword("夏季")
///     .country(Language::English)
///     .filter([SearchFilter::Dropshipping])
///     .sort(Sort::new(SortKey::Price, SortOrder::Ascending))
///     .send()
///     .await?;
/// assert!(page.items.iter().all(|product| product.dropshipping));
/// # Ok(())
/// # });
/// ```
#[endpoint(
    GET,
    "/alibaba/product/keywordQuery",
    response = Page<ProductSummary>,
    pages(page = begin_page, page_size = page_size),
    docs = "https://wiki.dajisaas.com/api-182690989",
)]
#[doc(alias = "/alibaba/product/keywordQuery")]
pub struct KeywordSearch {
    /// The keyword, in Chinese. The caller must translate other languages.
    pub keyword: String,
    /// The language of the translated titles.
    pub country: Language,
    /// The page, from 1.
    #[param(default = 1, range = 1..)]
    pub begin_page: u32,
    /// The number of products on a page: at most 50, 20 recommended.
    #[param(default = 20, range = 1..=50)]
    pub page_size: u32,
    /// Conditions on the products.
    #[param(join = ",")]
    pub filter: Vec<SearchFilter>,
    /// The sort order, such as `{"price":"asc"}`: `price`, `rePurchaseRate` or `monthSold`, `asc` or `desc`.
    pub sort: Option<Sort>,
    /// Lowest wholesale price (yuan).
    pub price_start: Option<Yuan>,
    /// Highest wholesale price (yuan).
    pub price_end: Option<Yuan>,
    /// Only products of this category.
    pub category_id: Option<CategoryId>,
    /// Your own id of the user who searches.
    ///
    /// The vendor's page declares a list of strings here and in shop search, but a single string in image search and
    /// product detail, as upstream does. How a list would be signed is not published, so a single string is sent.
    pub out_member_id: Option<String>,
    /// The pool of business opportunities. Its values are not published.
    #[param(name = "regionOpp")]
    pub region_opportunity: Option<String>,
    /// The product pool, by its id in the sourcing workbench of 1688.
    pub product_collection_id: Option<String>,
    /// Search navigation: ids from [`SearchNavigation`](crate::SearchNavigation), such as `978` or `978:1352`.
    #[param(name = "snId")]
    pub search_navigation_id: Option<String>,
}
