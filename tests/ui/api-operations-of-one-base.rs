// errors: 1
// Host, method and path of the two are one.
use api_1688::Md5Sorted;
use countersign::endpoint;

#[endpoint(PUT, "/files", base = "https://uploads.example/")]
pub struct PutFile {}

#[endpoint(PUT, "/files", base = "https://UPLOADS.example")]
pub struct StoreFile {}

#[endpoint(PUT, "/files")]
pub struct PutHere {}

countersign::api! {
    pub struct Shop { base_url: "https://api.example", auth: Md5Sorted }
    operations { items: PutFile, StoreFile, PutHere; }
}

fn main() {
    println!("{}", Shop::GROUPS.len());
}
