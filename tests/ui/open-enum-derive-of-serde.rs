// errors: 1
// An enumeration is written and read by serde already.
use countersign::open_enum;
use serde::Deserialize;

#[open_enum]
#[derive(Deserialize)]
pub enum State {
    #[serde(rename = "open")]
    Open,
}

fn read<'de, T: Deserialize<'de>>() {}

fn main() {
    read::<State>();
}
