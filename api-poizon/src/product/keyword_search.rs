//! `GET /poizon/product/queryList` (inferred): search by keyword.
//!
//! The vendor's menu has title and method; its page is not available. Path and parameters are those that three other
//! clients send; upstream is `POST /distribute/product/querySpuList`.

use countersign::{endpoint, model};

use super::Product;

/// Searches products by words of their name.
///
/// Inferred: neither path nor parameters are published. Upstream has further filters (`distCategoryl1Name`, `season`,
/// `modifyStartTime` and others) that nobody has seen work at the vendor; send them with `.send().parameter(name, value)`, and
/// replace a name that turns out to be another with `.send().without("english_title").parameter("title", …)`.
///
/// # Example
///
/// ```
/// # api_poizon::stand_in::example(async |client: api_poizon::Client| {
/// let page = client.keyword_search().english_title("dress").page_size(10).send().await?;
/// for product in &page.items {
///     println!("{:?} {:?}, {:?}", product.spu_id, product.english_title, product.lowest_price());
/// }
/// # assert!(!page.items.is_empty());
/// # Ok(())
/// # });
/// ```
#[endpoint(
    GET,
    "/poizon/product/queryList",
    response = ProductPage,
    nearby,
    pages(cursor = start_id, last = id, page_size = page_size),
    source = inferred,
)]
#[doc(alias("/poizon/product/queryList"))]
pub struct KeywordSearch {
    /// Where to read on: the [`id`](Product::id) of the last product that was received, 0 at the start. It is not a page number
    /// and not a product's [`spu_id`](Product::spu_id) (other clients' code, upstream). One client starts at 1.
    #[param(default = 0)]
    pub start_id: u64,
    /// Products on a page, at most 200 upstream, where 100 is the default; a note on the vendor's page says at most 20, and
    /// other clients use 50 and 100 (contradictory; 20 is what all accept).
    #[param(default = 20, range = 1..=200)]
    pub page_size: u32,
    /// English words of the name (other clients, upstream).
    #[param(name = "distSpuTitle")]
    pub english_title: Option<String>,
    /// Chinese words of the name (other clients, upstream).
    #[param(name = "dwSpuTitle")]
    pub chinese_title: Option<String>,
    /// Brand, such as `Nike` (other clients). Upstream takes up to 200 brands; how the vendor takes several is unknown.
    #[param(name = "distBrandName")]
    pub brand: Option<String>,
}

/// A page of products.
#[model]
pub struct ProductPage {
    /// Products of all pages together; 984,061 in a sample without filters.
    #[field(alias("totalCount"))]
    pub total: Option<u64>,
    /// The products of this page; empty behind the last one. With SKUs inside (upstream's default).
    #[field(name = "spuList", alias("list", "records", "rows"))]
    pub items: Vec<Product>,
}
