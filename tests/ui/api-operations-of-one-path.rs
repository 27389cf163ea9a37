// errors: 1
// A server could not tell the two apart.
use api_1688::Md5Sorted;
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub struct Search;

#[endpoint(GET, "/search")]
pub struct Find;

countersign::api! {
    pub struct Shop { base_url: "https://api.example", auth: Md5Sorted }
    operations { offers: Search, Find; }
}

fn main() {
    let _start = <Shop>::search;
    println!("{}", Shop::OPERATIONS.len());
}
