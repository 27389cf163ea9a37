//! `GET /alibaba/product/shopQuery`: search the products of one seller.
//!
//! Source: <https://wiki.dajisaas.com/api-218067883>, Chinese edition only; a working client confirms the path. The
//! vendor's sample is a copy of the keyword sample; observed answers have the same shape.

use countersign::{endpoint, model};

use super::ProductSummary;
use crate::Yuan;
use crate::enumerations::{Language, SearchFilter, Sort};
use crate::ids::CategoryId;

/// Searches the products of one seller.
///
/// # Example
///
/// ```
/// use api_1688::Language;
///
/// # api_1688::stand_in::example(async |client| {
/// let product = client.product_detail().offer_id(670_291_644_950).country(Language::English).send().await?;
/// let shop = client.shop_search().seller_open_id(&product.seller_open_id).country(Language::English).send().await?;
/// assert_eq!(shop.seller_open_id.as_ref(), Some(&product.seller_open_id));
/// # Ok(())
/// # });
/// ```
#[endpoint(
    GET,
    "/alibaba/product/shopQuery",
    response = ShopPage,
    pages(page = begin_page, page_size = page_size),
    docs = "https://wiki.dajisaas.com/api-218067883",
)]
#[doc(alias = "/alibaba/product/shopQuery")]
pub struct ShopSearch {
    /// The seller, from [`Product::seller_open_id`](crate::Product::seller_open_id).
    pub seller_open_id: String,
    /// The language of the translated titles. The vendor's example is printed as a list, `["en"]`; its type is a
    /// string.
    pub country: Language,
    /// The page, from 1.
    #[param(default = 1, range = 1..)]
    pub begin_page: u32,
    /// The number of products on a page: at most 50, 20 recommended.
    #[param(default = 20, range = 1..=50)]
    pub page_size: u32,
    /// The keyword, in Chinese. If absent, all products are listed.
    pub keyword: Option<String>,
    /// Conditions on the products.
    #[param(join = ",")]
    pub filter: Vec<SearchFilter>,
    /// The sort order, such as `{"price":"asc"}`: `price`, `rePurchaseRate` or `monthSold`, `asc` or `desc`.
    pub sort: Option<Sort>,
    /// Your own id of the user who searches. The vendor declares a list of strings; a single string is sent: see
    /// [`KeywordSearch::out_member_id`](crate::KeywordSearch::out_member_id).
    pub out_member_id: Option<String>,
    /// Lowest wholesale price (yuan).
    pub price_start: Option<Yuan>,
    /// Highest wholesale price (yuan).
    pub price_end: Option<Yuan>,
    /// Only products of this category.
    pub category_id: Option<CategoryId>,
    /// The pool of business opportunities. Its values are not published.
    #[param(name = "regionOpp")]
    pub region_opportunity: Option<String>,
    /// The product pool, by its id in the sourcing workbench of 1688.
    pub product_collection_id: Option<String>,
    /// Search navigation: ids from [`SearchNavigation`](crate::SearchNavigation), such as `978` or `978:1352`.
    #[param(name = "snId")]
    pub search_navigation_id: Option<String>,
}

/// A page of a seller's products.
#[model]
pub struct ShopPage {
    /// The number of products on all pages.
    pub total_records: u64,
    /// The number of pages. It is unreliable: see [`Page::total_pages`](crate::Page::total_pages).
    #[field(name = "totalPage")]
    pub total_pages: u64,
    /// The requested number of products per page.
    pub page_size: u32,
    /// The number of this page, from 1; has been seen absent.
    pub current_page: Option<u32>,
    /// The products of this page.
    #[field(name = "data")]
    pub items: Vec<ProductSummary>,
    /// The requested seller; in observed answers, not in the vendor's schema.
    pub seller_open_id: Option<String>,
}
