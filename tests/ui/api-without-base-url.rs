// errors: 1
// Nobody knows where the API is.
use api_1688::Md5Sorted;
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub struct Search;

countersign::api! {
    pub struct Shop { auth: Md5Sorted }
    operations { offers: Search; }
}

fn main() {
    let _start = <Shop>::search;
    println!("{}", Shop::OPERATIONS.len());
}
