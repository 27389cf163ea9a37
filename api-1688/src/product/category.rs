//! `GET /alibaba/category/get`: walk the tree of categories.
//!
//! Source: <https://wiki.dajisaas.com/api-218472287> and, with the same text,
//! <https://wiki-en.dajisaas.com/api-310621288>. Start at `0` and follow the children; there are three levels. Names
//! are Chinese only.

use countersign::{endpoint, model};

use crate::enumerations::CategoryType;
use crate::ids::CategoryId;

/// Gives a category and its children.
///
/// The shape of the answer for `0` is not shown: one entry whose children are the roots, or the list of roots.
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
    /// The category; `0` gives the roots. The vendor marks it optional; what is returned without it is not documented.
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
    /// Level; not used on 1688, always absent so far.
    pub level: Option<u32>,
    /// It has no children.
    pub is_leaf: Option<bool>,
    /// Its parent, one; `0` on the first level.
    #[field(name = "parentIDs", number)]
    pub parent_ids: Vec<CategoryId>,
    /// Not used, always empty so far; see [`children`](Self::children).
    #[field(name = "childIDs", number)]
    pub child_ids: Vec<CategoryId>,
    /// Its children.
    #[field(name = "childCategorys")]
    pub children: Vec<ChildCategory>,
    /// Smallest quantity of an order.
    pub min_order_quantity: Option<u32>,
    /// Switches of the category.
    #[field(name = "featureInfos")]
    pub features: Vec<CategoryFeature>,
    /// Which market it belongs to.
    pub category_type: Option<CategoryType>,
    /// Customisation is possible.
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
    /// Which market it belongs to.
    pub category_type: CategoryType,
    /// It has no children.
    pub is_leaf: bool,
}

/// A switch of a category, such as `SEVEN_DAYS_REFUNDS`.
#[model]
pub struct CategoryFeature {
    /// Name of the switch.
    pub key: Option<String>,
    /// Its setting.
    pub value: Option<String>,
    /// Its state; meaning not published, `0` in the sample.
    pub status: Option<i64>,
    /// It is handed down to the children; read off the name.
    pub hierarchy: Option<bool>,
}
