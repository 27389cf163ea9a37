// errors: 1
// The endpoint is wrong, everything that uses it is not.
use api_1688::Md5Sorted;
use countersign::{Credentials, Endpoint, endpoint};

#[endpoint(GET, "/search", pages(page = pgae))]
pub struct Search {
    pub keyword: String,
    pub page: u32,
}

countersign::api! {
    pub struct Shop { base_url: "https://api.example", auth: Md5Sorted }
    operations { offers: Search; }
}

async fn search() -> Result<(), countersign::Error> {
    let client = Shop::new(Credentials::new("key", "secret")?)?;
    client.search().keyword("umbrella").page(2).send().await?;
    client.call(Search { keyword: Search::OPERATION.name().to_owned(), page: 1 }).await?;
    Ok(())
}

fn main() {
    drop(search());
}
