//! `GET /taobao/traffic/getThemeDimList` and `getThemeDetail`: hot lists and their products.
//!
//! The pages are not available. Paths and parameters are taken from a third party's notes. The answers are unknown;
//! their declarations are inferred.

use countersign::{endpoint, model};

use super::SearchItem;

/// Lists themes, such as best sellers. The values of its parameter and the names of the answer are unknown.
///
/// # Example
///
/// ```
/// # api_taobao::stand_in::example(async |client| {
/// for theme in client.theme_list().send().await?.iter() {
///     println!("{:?} {:?}", theme.id, theme.name);
/// }
/// # Ok(())
/// # });
/// ```
#[endpoint(
    GET,
    "/taobao/traffic/getThemeDimList",
    response = Vec<Theme>,
    wrappers("data", "result", "list", "themeList", "themeDimList"),
    nearby,
    source = inferred,
)]
#[doc(alias = "/taobao/traffic/getThemeDimList")]
pub struct ThemeList {
    /// Kind of the themes; the values are not published.
    pub theme_type: Option<String>,
}

/// A theme. All names are inferred, and several are accepted.
#[model(alias_all = "snake_case")]
pub struct Theme {
    /// Its id, for [`ThemeProducts::theme_id`](crate::ThemeProducts::theme_id).
    #[field(name = "themeId", alias("id", "dimId"))]
    pub id: Option<String>,
    /// Name.
    #[field(name = "themeName", alias("name", "title", "dimName"))]
    pub name: Option<String>,
    /// Kind.
    #[field(name = "themeType", alias("type"))]
    pub kind: Option<String>,
}

/// Lists the products of a theme. The answer is unknown; it is read like that of a search (inferred).
///
/// # Example
///
/// ```
/// # api_taobao::stand_in::example(async |client| {
/// let themes = client.theme_list().send().await?;
/// let id = themes[0].id.clone().expect("the stand-in's themes have ids");
/// let items = client.theme_products().theme_id(id).send().await?;
/// println!("{} products", items.len());
/// # Ok(())
/// # });
/// ```
#[endpoint(
    GET,
    "/taobao/traffic/getThemeDetail",
    response = Vec<SearchItem>,
    data = "data",
    wrappers("result", "list", "itemList"),
    nearby,
    pages(page = page_no, page_size = page_size),
    source = inferred,
)]
#[doc(alias = "/taobao/traffic/getThemeDetail")]
pub struct ThemeProducts {
    /// The theme.
    pub theme_id: String,
    /// The page, from 1.
    #[param(name = "page_no", default = 1, range = 1..)]
    pub page_no: u32,
    /// The number of products on a page: at most 20, as in a keyword search (inferred).
    #[param(name = "page_size", default = 20, range = 1..=20)]
    pub page_size: u32,
}
