#[endpoint(
    GET, "/search", response = Vec<Offer>, data = "result", nearby,
    pages(page = page, page_size = size), require_one_of(keyword, image),
)]
pub struct Search {
    pub page: u32,
    pub size: Option<u32>,
    pub keyword: Option<String>,
    pub image: Option<u64>,
}
