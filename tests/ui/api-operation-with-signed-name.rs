// errors: 1
// The signing rule adds a parameter of this name by itself.
use api_1688::Md5Sorted;
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub struct Search {
    pub keyword: String,
    pub sign: String,
}

#[endpoint(GET, "/find")]
pub struct Find;

countersign::api! {
    pub struct Shop { base_url: "https://api.example", auth: Md5Sorted }
    operations { offers: Find, Search; }
}

fn main() {
    let _start = <Shop>::search;
    println!("{}", Shop::OPERATIONS.len());
}
