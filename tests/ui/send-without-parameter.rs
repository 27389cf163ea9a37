// errors: 1
// A required parameter was forgotten, and the client is there.
use countersign::{Build, Client, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    pub keyword: String,
    pub page: Option<u32>,
}

async fn search(client: &Client) {
    let answer = Search::builder_via(client).page(2).send().await;
    println!("{}", answer.is_ok());
}

fn main() {
    drop(search);
}
