// errors: 1
// The scheme sends a header of this name, and capitals do not tell headers apart.
use countersign::endpoint;
use countersign::scheme::Scheme;

#[endpoint(GET, "/search")]
pub struct Search {
    #[param(in = header, name = "X-Api-Key")]
    pub key: String,
}

countersign::api! {
    pub struct Shop { base_url: "https://api.example", auth: Scheme::api_key_in_header("x-api-key") }
    operations { offers: Search; }
}

fn main() {
    let _start = <Shop>::search;
}
