// errors: 1
// A list that needs an item is set twice: the first items would be lost.
use countersign::endpoint;

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(min_items = 1)]
    pub offer_ids: Vec<u64>,
}

fn main() {
    println!("{:?}", Search::builder().offer_ids([1]).offer_ids([2]).build());
}
