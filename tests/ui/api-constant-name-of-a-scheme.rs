// errors: 1
// The scheme sends a parameter of the constant's name.
use countersign::endpoint;
use countersign::scheme::{Scheme, TimeFormat, parameters, secret, signature, time};

#[endpoint(POST, "/orders", body = form, constant("v" = "2"))]
pub struct Order {
    pub title: String,
}

#[endpoint(POST, "/notes", body = form, constant("v" = ""))]
pub struct Note {
    pub title: String,
}

countersign::api! {
    pub struct Shop {
        base_url: "https://api.example",
        auth: Scheme::new(parameters().pairs("=", "&").hmac_sha256(secret()).hex())
            .parameter("v", time(TimeFormat::UnixSeconds))
            .header("sign", signature())
            .build(),
    }
    operations { orders: Note, Order; }
}

fn main() {
    let _start = <Shop>::order;
}
