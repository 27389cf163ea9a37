// errors: 1
// Operations stand in groups.
use countersign::{Md5Sorted, endpoint};

#[endpoint(GET, "/search")]
pub struct Search;

countersign::api! {
    pub struct Shop { base_url: "https://api.example", auth: Md5Sorted }
    operations { Search; }
}

fn main() {
    println!("{} {}", Shop::OPERATIONS.len(), std::any::type_name::<Shop>());
}
