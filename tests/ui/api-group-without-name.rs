// errors: 1
// Operations stand in groups.
use api_1688::Md5Sorted;
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub struct Search;

countersign::api! {
    pub struct Shop { base_url: "https://api.example", auth: Md5Sorted }
    operations { Search; }
}

fn main() {
    println!("{} {}", Shop::OPERATIONS.len(), std::any::type_name::<Shop>());
}
