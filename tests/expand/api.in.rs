api! {
    /// A shop.
    pub struct Shop {
        base_url: "https://shop.example",
        auth: Md5Sorted,
        envelope: Envelope::none(),
    }
    operations {
        offers: Search, offer::OfferOfShop;
        orders: Move;
    }
}
