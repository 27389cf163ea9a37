// errors: 1
// The client has this method already.
use countersign::{Md5Sorted, endpoint};

#[endpoint(GET, "/new")]
pub struct New;

countersign::api! {
    pub struct Shop { base_url: "https://api.example", auth: Md5Sorted }
    operations { offers: New; }
}

fn main() {
    println!("{} {}", Shop::OPERATIONS.len(), std::any::type_name::<Shop>());
}
