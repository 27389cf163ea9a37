// errors: 1
// Nothing stands between two fields.
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub struct Search {
    pub keyword: String
    pub page: Option<u32>,
}

fn main() {
    println!("{:?}", Search::builder().keyword("umbrella").page(1_u32).build());
}
