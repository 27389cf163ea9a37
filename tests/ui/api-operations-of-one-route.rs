// errors: 1
// They differ in the name of a placeholder only: a server could not tell the two apart.
use api_1688::Md5Sorted;
use countersign::endpoint;

#[endpoint(GET, "/offers/{id}")]
pub struct Search {
    pub id: u64,
}

#[endpoint(GET, "/offers/{key}")]
pub struct Find {
    pub key: String,
}

countersign::api! {
    pub struct Shop { base_url: "https://api.example", auth: Md5Sorted }
    operations { offers: Search, Find; }
}

fn main() {
    println!("{}", Shop::OPERATIONS.len());
}
