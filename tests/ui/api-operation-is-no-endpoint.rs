// errors: 1
// The struct has no `#[endpoint]`.
use api_1688::Md5Sorted;

pub struct Search;

countersign::api! {
    pub struct Shop { base_url: "https://api.example", auth: Md5Sorted }
    operations { offers: Search; }
}

fn main() {
    println!("{} {}", Shop::OPERATIONS.len(), std::any::type_name::<Shop>());
}
