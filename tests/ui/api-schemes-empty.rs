// errors: 1
// Nothing stands between the braces.
use countersign::endpoint;

#[endpoint(GET, "/time")]
pub struct Time;

countersign::api! {
    pub struct Clock { base_url: "https://clock.example", auth: {} }
    operations { all: Time; }
}

fn main() {
    let _start = <Clock>::time;
}
