//! `GET /alibaba/category/get`: list the children of a category.
//!
//! Source: <https://wiki.dajisaas.com/api-218472287> and, with the same text,
//! <https://wiki-en.dajisaas.com/api-310621288>. Start at `0` and follow the children; there are three levels. Names
//! are Chinese only.

use countersign::{endpoint, model};

use crate::enumerations::CategoryType;
use crate::ids::CategoryId;

/// Returns a category and its children.
///
/// The shape of the answer for `0` is not documented: one entry whose children are the roots, or the list of roots.
///
/// # Example
///
/// ```
/// # api_1688::stand_in::example(async |client| {
/// let categories = client.category().category_id(15).send().await?;
/// for child in categories.iter().flat_map(|category| &category.children) {
///     println!("{} {}", child.id, child.name);
/// }
/// # Ok(())
/// # });
/// ```
#[endpoint(
    GET,
    "/alibaba/category/get",
    response = Vec<CategoryInfo>,
    docs = "https://wiki.dajisaas.com/api-218472287",
)]
#[doc(alias = "/alibaba/category/get")]
pub struct Category {
    /// The category; `0` returns the roots. The vendor marks it optional; the answer without it is not documented.
    #[param(name = "categoryID")]
    pub category_id: Option<CategoryId>,
}

/// A category. The vendor's schema marks none of its fields as required.
#[model]
pub struct CategoryInfo {
    /// The category.
    #[field(name = "categoryID", number)]
    pub id: Option<CategoryId>,
    /// Name in Chinese.
    pub name: Option<String>,
    /// The level; not used on 1688, always absent so far.
    pub level: Option<u32>,
    /// Whether it has no children.
    pub is_leaf: Option<bool>,
    /// Its parent, one at most; `0` on the first level.
    #[field(name = "parentIDs", number)]
    pub parent_ids: Vec<CategoryId>,
    /// Not used, always empty so far; see [`children`](Self::children).
    #[field(name = "childIDs", number)]
    pub child_ids: Vec<CategoryId>,
    /// Its children.
    #[field(name = "childCategorys")]
    pub children: Vec<ChildCategory>,
    /// The minimum order quantity.
    pub min_order_quantity: Option<u32>,
    /// The switches of the category.
    #[field(name = "featureInfos")]
    pub features: Vec<CategoryFeature>,
    /// The market to which it belongs.
    pub category_type: Option<CategoryType>,
    /// Whether customization is possible.
    #[field(name = "isSupportProcessing")]
    pub supports_customisation: Option<bool>,
}

/// A child of a category.
#[model]
pub struct ChildCategory {
    /// The category.
    #[field(number)]
    pub id: CategoryId,
    /// Name in Chinese.
    pub name: String,
    /// The market to which it belongs.
    pub category_type: CategoryType,
    /// Whether it has no children.
    pub is_leaf: bool,
}

/// A switch of a category, such as `SEVEN_DAYS_REFUNDS`.
#[model]
pub struct CategoryFeature {
    /// Name of the switch.
    pub key: Option<String>,
    /// Its setting.
    pub value: Option<String>,
    /// Its state, `0` in the sample. Its meaning is not published.
    pub status: Option<i64>,
    /// Whether the children inherit it (inferred from the name).
    pub hierarchy: Option<bool>,
}
