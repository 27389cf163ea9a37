// errors: 1
// The response lists nothing that pages could be read of.
use countersign::{Client, endpoint, model};

#[endpoint(GET, "/search", response = Count, pages(page = page))]
pub struct Search {
    pub page: u32,
}

#[model]
pub struct Count {
    pub total: u64,
}

fn main() {
    let _pages = |client: &Client| drop(client.pages(Search { page: 1 }));
}
