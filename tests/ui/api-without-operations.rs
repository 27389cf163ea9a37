// errors: 1
// The list of operations is missing.
use api_1688::Md5Sorted;

pub struct Search;

countersign::api! {
    pub struct Shop { base_url: "https://api.example", auth: Md5Sorted }
}

fn main() {
    println!("{}", std::any::type_name::<Shop>());
}
