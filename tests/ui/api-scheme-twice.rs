// errors: 1
// Two schemes of one name: which is right?
use countersign::endpoint;
use countersign::scheme::Scheme;

#[endpoint(GET, "/time")]
pub struct Time;

countersign::api! {
    pub struct Clock { base_url: "https://clock.example", auth: { token: Scheme::bearer(), token: none } }
    operations { all: Time; }
}

fn main() {
    let _start = <Clock>::time;
}
