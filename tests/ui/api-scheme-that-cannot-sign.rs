// errors: 1
// The second scheme is a type that cannot sign.
use countersign::endpoint;
use countersign::scheme::Scheme;

#[endpoint(GET, "/time")]
pub struct Time;

#[derive(Debug, Default)]
pub struct Rule;

countersign::api! {
    pub struct Clock { base_url: "https://clock.example", auth: { token: Scheme::bearer(), other: Rule } }
    operations { all: Time; }
}

fn main() {
    let _start = <Clock>::time;
}
