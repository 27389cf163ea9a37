// errors: 1
// The only scheme of the API has no name.
use countersign::endpoint;
use countersign::scheme::Scheme;

#[endpoint(GET, "/time", auth = public)]
pub struct Time;

#[endpoint(GET, "/zone", auth = none)]
pub struct Zone;

countersign::api! {
    pub struct Clock { base_url: "https://clock.example", auth: Scheme::bearer() }
    operations { all: Time, Zone; }
}

fn main() {
    let _start = <Clock>::time;
}
