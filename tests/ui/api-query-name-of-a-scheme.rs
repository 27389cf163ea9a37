// errors: 1
// The scheme sends a parameter of this name in the query.
use countersign::endpoint;
use countersign::scheme::{Scheme, path, secret, signature};

#[endpoint(GET, "/search")]
pub struct Search {
    pub sign: String,
}

#[endpoint(POST, "/orders")]
pub struct Order {
    /// In the body, where the scheme sends nothing.
    pub sign: String,
}

countersign::api! {
    pub struct Shop {
        base_url: "https://api.example",
        auth: Scheme::new(path().hmac_sha256(secret()).hex()).query("sign", signature()).build(),
    }
    operations { offers: Order, Search; }
}

fn main() {
    let _start = <Shop>::search;
}
