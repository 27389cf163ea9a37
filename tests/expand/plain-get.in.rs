/// Searches products by a keyword.
#[endpoint(GET, "/search", response = Page)]
pub struct Search {
    /// What to look for.
    pub keyword: String,
    pub page_size: Option<u32>,
}
