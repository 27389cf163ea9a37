#[model]
pub struct Sku {
    #[field(name = "mpSkuId", alias("mpSkuid", "mp_skuId"))]
    pub id: u64,
    #[field(alias("title"), default)]
    pub name: String,
    pub stock: u32,
}
