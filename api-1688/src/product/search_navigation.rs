//! `GET /alibaba/product/keywordSNQuery`: list the filters that a shop would show next to a search.
//!
//! Source of the request: <https://wiki.dajisaas.com/api-219246666>.

use countersign::{endpoint, model};

/// Returns the groups and values that narrow down a keyword search.
///
/// The vendor marks all parameters optional; upstream requires all four. The answer on the vendor's page is a copy of
/// the category's. The answer declared here is upstream's, which agrees with a client "adapted to the real answer".
///
/// # Example
///
/// ```
/// # api_1688::stand_in::example(async |client| {
/// let groups =
///     client.search_navigation().keyword("手机").language("en_US").region("US").currency("USD").send().await?;
/// for value in groups.iter().flat_map(|group| &group.children) {
///     println!("{} {:?}", value.id, value.translated_name);
/// }
/// # Ok(())
/// # });
/// ```
#[endpoint(
    GET,
    "/alibaba/product/keywordSNQuery",
    response = Vec<NavigationNode>,
    docs = "https://wiki.dajisaas.com/api-219246666",
)]
#[doc(alias = "/alibaba/product/keywordSNQuery")]
pub struct SearchNavigation {
    /// The keyword, in Chinese, such as `手机`.
    pub keyword: Option<String>,
    /// Language and country, such as `en_US`; not a [`Language`](crate::Language). The list is not published.
    pub language: Option<String>,
    /// Country, such as `US`. The list is not published.
    pub region: Option<String>,
    /// Currency, such as `USD`. The list is not published.
    pub currency: Option<String>,
}

/// A group of filters, such as "Style", or one of its values, such as "Korean version" (upstream).
#[model]
pub struct NavigationNode {
    /// Its id, such as `973` for a group and `973:28105` for a value. Pass it to
    /// [`KeywordSearch::search_navigation_id`](crate::KeywordSearch::search_navigation_id).
    pub id: String,
    /// Name in Chinese.
    pub name: Option<String>,
    /// Name in the requested language.
    #[field(name = "translateName")]
    pub translated_name: Option<String>,
    /// The values of a group; empty for a value.
    pub children: Vec<NavigationNode>,
}
