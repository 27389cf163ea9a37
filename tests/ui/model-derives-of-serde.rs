// errors: 1
// A model is written and read by serde already.
use countersign::model;

#[model]
#[derive(PartialOrd, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub struct Offer {
    #[serde(default)]
    pub id: u64,
}

fn main() {
    println!("{}", Offer { id: 7 } < Offer { id: 8 });
}
