// errors: 1
// The builder was not started from a client.
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub struct Search {
    pub keyword: String,
}

fn main() {
    let call = Search::builder().keyword("umbrella").send();
    drop(call);
}
