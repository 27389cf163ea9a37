#[model]
pub struct Mixed {
    #[field(serde)]
    pub contents: Contents,
    #[field(serde, default)]
    pub pair: Option<(u8, String)>,
}
