// errors: 1
// Every API has `none`.
use countersign::endpoint;
use countersign::scheme::Scheme;

#[endpoint(GET, "/time")]
pub struct Time;

countersign::api! {
    pub struct Clock { base_url: "https://clock.example", auth: { token: Scheme::bearer(), none: Scheme::basic() } }
    operations { all: Time; }
}

fn main() {
    let _start = <Clock>::time;
}
