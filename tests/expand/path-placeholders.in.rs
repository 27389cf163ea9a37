#[endpoint(GET, "/shops/{shop_id}/offers/{type}", name = "offer", docs = "https://docs.example/offer")]
pub struct OfferOfShop {
    pub shop_id: u64,
    pub r#type: OfferType,
}
