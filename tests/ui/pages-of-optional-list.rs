// errors: 1
// The items are optional; a list that is missing is empty anyway.
use countersign::{Build, Client, endpoint, model};

#[endpoint(GET, "/search", response = Found, pages(page = page))]
pub struct Search {
    #[param(default = 1)]
    pub page: u32,
}

#[model]
pub struct Found {
    pub items: Option<Vec<String>>,
}

async fn read(client: &Client) {
    println!("{:?}", Search::builder_via(client).pages().next().await);
}

fn main() {
    println!("{}", std::any::type_name_of_val(&read));
}
