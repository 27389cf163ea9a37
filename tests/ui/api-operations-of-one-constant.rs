// errors: 1
// The constants of the two are one.
use api_1688::Md5Sorted;
use countersign::endpoint;

#[endpoint(GET, "/rest", constant("method" = "item.get"))]
pub struct GetItem {}

#[endpoint(GET, "/rest", constant("method" = "item.get"))]
pub struct FindItem {}

countersign::api! {
    pub struct Shop { base_url: "https://api.example", auth: Md5Sorted }
    operations { items: GetItem, FindItem; }
}

fn main() {
    println!("{}", Shop::GROUPS.len());
}
