// errors: 1
// A placeholder fills a whole segment: the server could not tell where it ends.
use countersign::{Endpoint, endpoint};

#[endpoint(GET, "/offers/{id}.json")]
pub struct Search {
    pub id: u64,
}

fn main() {
    println!("{}", Search::OPERATION.name());
}
