// errors: 1
// The address is a text.
use api_1688::Md5Sorted;
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub struct Search;

countersign::api! {
    pub struct Shop { base_url: api_example, auth: Md5Sorted }
    operations { offers: Search; }
}

fn main() {
    let _start = <Shop>::search;
    println!("{}", Shop::OPERATIONS.len());
}
