// errors: 1
// The scheme that the operation picks sends a JSON member of this name; the default sends none.
use countersign::endpoint;
use countersign::scheme::{Scheme, path, secret, signature};

#[endpoint(POST, "/orders", auth = signed)]
pub struct Order {
    pub sign: String,
}

#[endpoint(POST, "/notes")]
pub struct Note {
    pub sign: String,
}

countersign::api! {
    pub struct Shop {
        base_url: "https://api.example",
        auth: {
            token: Scheme::bearer(),
            signed: Scheme::new(path().hmac_sha256(secret()).hex()).json("sign", signature()).build(),
        },
    }
    operations { orders: Note, Order; }
}

fn main() {
    let _start = <Shop>::order;
}
