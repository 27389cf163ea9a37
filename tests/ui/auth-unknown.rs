// errors: 1
// The API has no scheme of this name.
use countersign::endpoint;
use countersign::scheme::Scheme;

#[endpoint(GET, "/time", auth = publik)]
pub struct Time;

#[endpoint(GET, "/zone", auth = public)]
pub struct Zone;

countersign::api! {
    pub struct Clock { base_url: "https://clock.example", auth: { token: Scheme::bearer(), public: none } }
    operations { all: Time, Zone; }
}

fn main() {
    let _start = <Clock>::time;
}
