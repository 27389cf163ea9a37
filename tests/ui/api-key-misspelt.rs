// errors: 1
// A letter of the key is wrong.
use countersign::{Md5Sorted, endpoint};

#[endpoint(GET, "/search")]
pub struct Search;

countersign::api! {
    pub struct Shop { base_url: "https://api.example", auth: Md5Sorted, envelop: Md5Sorted }
    operations { offers: Search; }
}

fn main() {
    let _start = <Shop>::search;
    println!("{}", Shop::OPERATIONS.len());
}
