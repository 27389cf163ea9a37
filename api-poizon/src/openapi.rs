//! The OpenAPI 3.1 document of this API, with the published samples as examples.
//!
//! The file `api-poizon/openapi.json` contains this document. To update it after a change of a declaration, run
//!
//! ```sh
//! BLESS=1 cargo test -p countersign-tests --test poizon
//! ```

use countersign::Api as _;
use countersign::Endpoint as _;
use countersign_tools::openapi::OpenApi;
use dajisaas::openapi::{self, Sample};
use serde_json::Value;

use crate::client::Client;
use crate::{CreateOrder, KeywordSearch, ProductDetail};

const DESCRIPTION: &str = "\
The Poizon (Dewu) API of Dajisaas, a gateway to a Chinese market for sneakers, clothes and accessories: product search, \
orders that are paid from a prepaid balance, the balance.\n\n\
This document is made from the declarations of the crate `api-poizon`, not by the vendor, who has published one page, that of \
`create_order`. `x-source` says how sure the request of each operation is: `vendor` is the vendor's own documentation, \
`inferred` is concluded from other facts and may be wrong. `x-nearby` marks answers that may be one level further in or out, \
`x-retry: never` operations that must not be repeated while the outcome of a call is unknown.\n\n\
Examples are published samples; those of the searches are notes of another client and were cut by their author.";

const REQUESTS: &[Sample] = &[(CreateOrder::OPERATION, include_str!("../samples/create-order.request.json"))];

const ANSWERS: &[Sample] = &[
    (CreateOrder::OPERATION, include_str!("../samples/create-order.response.json")),
    (KeywordSearch::OPERATION, include_str!("../samples/keyword-search.response.note.json")),
    (ProductDetail::OPERATION, include_str!("../samples/product-detail.response.note.json")),
];

/// Returns the document.
///
/// ```
/// assert_eq!(api_poizon::openapi::document()["openapi"], "3.1.0");
/// ```
#[must_use]
pub fn document() -> Value {
    let document = OpenApi::new("Poizon API of Dajisaas", env!("CARGO_PKG_VERSION"), Client::GROUPS)
        .description(DESCRIPTION)
        .license(env!("CARGO_PKG_LICENSE"))
        .tag("product", "Find products and their prices.")
        .tag("order", "Place orders and look them up.")
        .tag("balance", "The prepaid balance.")
        .server(Client::BASE_URL)
        .envelope(Client::envelope())
        .schemes(Client::auth());
    openapi::requests(REQUESTS).chain(openapi::answers(ANSWERS)).fold(document, OpenApi::example).to_json()
}
