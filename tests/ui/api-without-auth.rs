// errors: 1
// Nobody knows how requests are signed.
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub struct Search;

countersign::api! {
    pub struct Shop { base_url: "https://api.example" }
    operations { offers: Search; }
}

fn main() {
    let _start = <Shop>::search;
    println!("{}", Shop::OPERATIONS.len());
}
