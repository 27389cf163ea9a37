// errors: 1
// The type is no signing rule.
use countersign::endpoint;

#[derive(Debug, Default)]
pub struct NoRule;

#[endpoint(GET, "/search")]
pub struct Search;

countersign::api! {
    pub struct Shop { base_url: "https://api.example", auth: NoRule }
    operations { offers: Search; }
}

fn main() {
    let _start = <Shop>::search;
    println!("{}", Shop::OPERATIONS.len());
}
