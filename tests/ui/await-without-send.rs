// errors: 1
// The call was awaited before it was sent.
use countersign::{Client, Build, endpoint};

#[endpoint(GET, "/search")]
pub struct Search {
    pub keyword: String,
}

async fn search(client: &Client) {
    let found = Search::builder_via(client).keyword("umbrella").await.unwrap();
    println!("{found:?}");
}

fn main() {
    println!("{}", std::any::type_name_of_val(&search));
}
