// errors: 1
// The response lists nothing that items could be read of.
use countersign::{Build, Client, endpoint, model};

#[endpoint(GET, "/search", response = Count, pages(page = page))]
pub struct Search {
    #[param(default = 1)]
    pub page: u32,
}

#[model]
pub struct Count {
    pub total: u64,
}

async fn read(client: &Client) {
    println!("{:?}", Search::builder_via(client).items().next().await);
}

fn main() {
    println!("{}", std::any::type_name_of_val(&read));
}
