// errors: 1
// Another field has this name on the wire.
use countersign::model;

#[model]
pub struct Line {
    pub sku_id: u64,
    #[field(alias("skuId"))]
    pub sku: u64,
}

fn main() {
    let _: Option<Line> = None;
}
