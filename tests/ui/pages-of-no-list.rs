//! Pages are read of a response that lists nothing.

use countersign::{Client, endpoint, model};

#[endpoint(GET, "/search", response = Count, paginate(page = page))]
pub struct Search {
    pub page: u32,
}

#[model]
pub struct Count {
    pub total: u64,
}

fn read(client: &Client) {
    let _pages = client.pages(Search { page: 1 });
}

fn main() {
    let _read = read;
}
