// errors: 1
// Nothing stands between two fields.
use countersign::{endpoint, model};

#[model]
pub struct Shop {
    pub name: String
    pub city: String,
}

#[endpoint(GET, "/search", response = Shop)]
pub struct Search;

fn main() {
    let shop = Shop { name: "umbrellas".into(), city: "Hangzhou".into() };
    println!("{:?} {shop:?}", Search::builder().build());
}
