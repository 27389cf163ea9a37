#[endpoint(get, "/offers/{offer_id}")]
pub struct Offer {
    pub offer_id: u64,
    #[param(defalt = 1)]
    pub page: u32,
}
