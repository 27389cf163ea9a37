//! The OpenAPI 3.1 document of this API, with the published samples as examples.
//!
//! The file `api-1688/openapi.json` contains this document. To update it after a change of a declaration, run
//!
//! ```sh
//! BLESS=1 cargo test -p countersign-tests --test documents
//! ```

use countersign::Api as _;
use countersign::Endpoint as _;
use countersign_tools::openapi::OpenApi;
use dajisaas::openapi::{self, Sample};
use serde_json::Value;

use crate::client::Client;
use crate::message::{MessageEvent, MessageHeader, pushes};
use crate::{
    CancelOrder, Category, ConfirmReceipt, CreateOrder, FreightEstimate, ImageSearch, KeywordSearch, OrderDetails,
    OrderList, PasswordFreePay, PaymentLinks, PreviewOrder, ProductDetail, SalesTrend, SearchNavigation, ShopSearch,
    TopList, UploadImage, UploadImageByUrl,
};

const DESCRIPTION: &str = "\
The 1688 API of Dajisaas, a gateway to China's largest wholesale market: product search, orders, payment.\n\n\
This document is made from the declarations of the crate `api-1688`, not by the vendor. `x-source` says how sure the \
request of each operation is (the schemas of answers say it in words): `vendor` is the vendor's own documentation, \
`upstream` the official API of 1688 that the vendor forwards, `inferred` is concluded from other facts and may be wrong. `x-retry: never` marks operations that must not \
be repeated while the outcome of a call is unknown.\n\n\
Examples are published samples, with at most two items left of every list; where the published copy of a sample ends \
early, so does the example.";

const REQUESTS: &[Sample] = &[
    (PreviewOrder::OPERATION, include_str!("../samples/preview-order.request.json")),
    (CreateOrder::OPERATION, include_str!("../samples/create-order.request.json")),
    (CancelOrder::OPERATION, include_str!("../samples/cancel-order.request.json")),
    (OrderDetails::OPERATION, include_str!("../samples/order-details.request.json")),
    (OrderList::OPERATION, include_str!("../samples/order-list.request.json")),
    (ConfirmReceipt::OPERATION, include_str!("../samples/confirm-receipt.request.json")),
    (PasswordFreePay::OPERATION, include_str!("../samples/password-free-pay.request.json")),
];

const ANSWERS: &[Sample] = &[
    (UploadImage::OPERATION, include_str!("../samples/image-upload.response.json")),
    (UploadImageByUrl::OPERATION, include_str!("../samples/image-upload.response.json")),
    (ImageSearch::OPERATION, include_str!("../samples/image-search.response.json")),
    (KeywordSearch::OPERATION, include_str!("../samples/keyword-search.response.json")),
    // The vendor's sample of a shop search is a copy of its keyword sample.
    (ShopSearch::OPERATION, include_str!("../samples/keyword-search.response.json")),
    (ProductDetail::OPERATION, include_str!("../samples/product-detail.response.json")),
    (Category::OPERATION, include_str!("../samples/category.response.json")),
    (FreightEstimate::OPERATION, include_str!("../samples/freight-estimate.response.json")),
    (PreviewOrder::OPERATION, include_str!("../samples/preview-order.response.partial.json")),
    (CreateOrder::OPERATION, include_str!("../samples/create-order.response.partial.json")),
    (CancelOrder::OPERATION, include_str!("../samples/cancel-order.response.json")),
    (OrderDetails::OPERATION, include_str!("../samples/order-details.response.partial.json")),
    (OrderList::OPERATION, include_str!("../samples/order-list.response.partial.json")),
];

/// Failures that come with the status of a success.
const FAILURES: &[Sample] =
    &[(ConfirmReceipt::OPERATION, include_str!("../samples/confirm-receipt.error.response.json"))];

/// Upstream's samples, for operations without samples of the vendor's, and the position of the payload in them.
const UPSTREAM: &[(Sample, &str)] = &[
    ((PaymentLinks::OPERATION, include_str!("../samples/upstream/payment-links-single.response.json")), ""),
    (
        (SearchNavigation::OPERATION, include_str!("../samples/upstream/search-navigation.response.json")),
        "/result/result",
    ),
    ((TopList::OPERATION, include_str!("../samples/upstream/top-list.response.json")), "/result/result"),
    ((SalesTrend::OPERATION, include_str!("../samples/upstream/sales-trend.response.json")), "/result/result"),
];

/// Returns the document.
///
/// ```
/// assert_eq!(api_1688::openapi::document()["openapi"], "3.1.0");
/// ```
#[must_use]
pub fn document() -> Value {
    let document = OpenApi::new("Dajisaas 1688 API", env!("CARGO_PKG_VERSION"), Client::GROUPS)
        .description(DESCRIPTION)
        .license(env!("CARGO_PKG_LICENSE"))
        .tag("product", "Find products by words, pictures, shops and categories; details and freight.")
        .tag("order", "Preview, place, look up and cancel orders; confirm their receipt.")
        .tag("payment", "Pay for orders, by a link or without a password.")
        .tag("analysis", "What sells.")
        .server(Client::BASE_URL)
        .envelope(Client::envelope())
        .schemes(Client::auth());
    // The scheme is sound, as a test verifies; otherwise, the webhooks would be missing.
    let document = match pushes() {
        Ok(pushes) => document.pushes::<MessageHeader, MessageEvent>(pushes),
        Err(_) => document,
    };
    let requests = openapi::requests(REQUESTS).chain(openapi::answers(ANSWERS));
    let examples = requests.chain(openapi::failures(FAILURES)).chain(openapi::upstream(UPSTREAM));
    examples.fold(document, OpenApi::example).to_json()
}
