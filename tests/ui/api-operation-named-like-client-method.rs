// errors: 1
// The client has this method already.
use api_1688::Md5Sorted;
use countersign::endpoint;

#[endpoint(GET, "/new")]
pub struct New;

countersign::api! {
    pub struct Shop { base_url: "https://api.example", auth: Md5Sorted }
    operations { offers: New; }
}

fn main() {
    println!("{} {}", Shop::OPERATIONS.len(), std::any::type_name::<Shop>());
}
