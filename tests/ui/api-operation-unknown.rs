// errors: 1
// The type is not there.
use api_1688::Md5Sorted;
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub struct Search;

countersign::api! {
    pub struct Shop { base_url: "https://api.example", auth: Md5Sorted }
    operations { offers: Serach; }
}

fn main() {
    println!("{} {}", Shop::OPERATIONS.len(), Search::builder().build() == Search);
}
