//! The OpenAPI 3.1 document of this API, with the published samples as examples.
//!
//! The file `api-taobao/openapi.json` contains this document. To update it after a change of a declaration, run
//!
//! ```sh
//! BLESS=1 cargo test -p countersign-tests --test taobao
//! ```

use countersign::Api as _;
use countersign::Endpoint as _;
use countersign_tools::openapi::OpenApi;
use dajisaas::openapi::{self, Sample};
use serde_json::Value;

use crate::client::Client;
use crate::{CancelOrder, CreateOrder, PayOrders, PreviewOrder};

const DESCRIPTION: &str = "\
The Taobao and Tmall API of Dajisaas, a gateway to China's largest retail markets: product search, orders, payment.\n\n\
This document is made from the declarations of the crate `api-taobao`, not by the vendor. `x-source` says how sure the \
request of each operation is (the schemas of answers say it in words): `vendor` is the vendor's own documentation, \
`upstream` the API that the vendor forwards as far as other clients agree with it, `inferred` is concluded from other \
facts and may be wrong. `x-retry: never` marks operations that must not be repeated while the outcome of a call is \
unknown.\n\nExamples are published samples.";

const REQUESTS: &[Sample] = &[
    (PreviewOrder::OPERATION, include_str!("../samples/preview-order.request.json")),
    (CreateOrder::OPERATION, include_str!("../samples/create-order.request.json")),
    (CancelOrder::OPERATION, include_str!("../samples/cancel-order.request.json")),
    (PayOrders::OPERATION, include_str!("../samples/pay-order.request.json")),
];

/// Returns the document.
///
/// ```
/// assert_eq!(api_taobao::openapi::document()["openapi"], "3.1.0");
/// ```
#[must_use]
pub fn document() -> Value {
    let document = OpenApi::new("Taobao and Tmall API of Dajisaas", env!("CARGO_PKG_VERSION"), Client::GROUPS)
        .description(DESCRIPTION)
        .license(env!("CARGO_PKG_LICENSE"))
        .tag("product", "Find products by words, pictures and shops; details and freight.")
        .tag("order", "Preview, place, pay, look up and cancel orders.")
        .tag("payment", "Paying orders.")
        .server(Client::BASE_URL)
        .envelope(Client::envelope())
        .schemes(Client::auth());
    openapi::requests(REQUESTS).fold(document, OpenApi::example).to_json()
}
