/// An offer.
#[model]
pub struct Offer {
    pub offer_id: u64,
    /// Where it is from.
    pub shop: Option<Shop>,
    #[field(number)]
    pub price: String,
}
