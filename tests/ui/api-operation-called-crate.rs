// errors: 1
// No method can be called `crate`, not even raw.
use api_1688::Md5Sorted;
use countersign::endpoint;

#[endpoint(GET, "/crates")]
pub struct Crate {
    pub id: u64,
}

countersign::api! {
    pub struct Shop { base_url: "https://api.example", auth: Md5Sorted }
    operations { offers: Crate; }
}

fn main() {
    println!("{}", Shop::OPERATIONS.len());
}
