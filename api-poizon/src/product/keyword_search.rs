//! `GET /poizon/product/queryList` (inferred): search by keyword.
//!
//! The vendor's menu contains the title and the method; the page itself is not available. Path and parameters are those
//! that three other clients send; upstream is `POST /distribute/product/querySpuList`.

use countersign::{endpoint, model};

use super::Product;

/// Searches for products by words of their names.
///
/// Inferred: neither path nor parameters are published. Upstream has further filters (`distCategoryl1Name`, `season`,
/// `modifyStartTime` and others) that nobody has seen work with the vendor; send them with `.send().parameter(name,
/// value)`. If a name turns out to be wrong, replace it with `.send().without("english_title").parameter("title", …)`.
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
    /// Where to continue: the [`id`](Product::id) of the last product received, or 0 at the start. It is neither a page
    /// number nor a product's [`spu_id`](Product::spu_id) (other clients' code, upstream). One client starts at 1.
    #[param(default = 0)]
    pub start_id: u64,
    /// The number of products on a page. Contradictory: upstream allows 200 and defaults to 100; a note on the vendor's
    /// page allows 20; other clients use 50 and 100. All accept 20.
    #[param(default = 20, range = 1..=200)]
    pub page_size: u32,
    /// English words of the name (other clients, upstream).
    #[param(name = "distSpuTitle")]
    pub english_title: Option<String>,
    /// Chinese words of the name (other clients, upstream).
    #[param(name = "dwSpuTitle")]
    pub chinese_title: Option<String>,
    /// The brand, such as `Nike` (other clients). Upstream accepts up to 200 brands; how to pass several to the vendor
    /// is unknown.
    #[param(name = "distBrandName")]
    pub brand: Option<String>,
}

/// A page of products.
#[model]
pub struct ProductPage {
    /// The number of products on all pages; 984,061 in a sample without filters.
    #[field(alias("totalCount"))]
    pub total: Option<u64>,
    /// The products of this page, with their SKUs (upstream's default); empty after the last page.
    #[field(name = "spuList", alias("list", "records", "rows"))]
    pub items: Vec<Product>,
}
