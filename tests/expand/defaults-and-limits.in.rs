#[endpoint(GET, "/search", retry = never, source = inferred)]
pub struct Search {
    /// Page, from 1.
    #[param(default = 1, range = 1..)]
    pub page: u32,
    #[param(default = "en", max_len = 2)]
    pub language: String,
    #[param(default = Sort::Price)]
    pub sort: Sort,
    #[param(name = "priceFrom", range = 0..=1_000_000)]
    pub price: Option<Yuan>,
}
