// errors: 1
// A letter of the word is wrong.
use api_1688::Md5Sorted;
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub struct Search;

countersign::api! {
    pub struct Shop { base_url: "https://api.example", auth: Md5Sorted }
    operation { offers: Search; }
}

fn main() {
    println!("{}", std::any::type_name::<Shop>());
}
