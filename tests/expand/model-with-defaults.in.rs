#[model]
pub struct Offer {
    #[field(name = "imgs", default)]
    pub images: Vec<String>,
    #[field(default = 1)]
    pub batch: u32,
}
