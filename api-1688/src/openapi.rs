//! The OpenAPI 3.1 document of this API, with the published samples as examples.
//!
//! `api-1688/openapi.json` is this document as a file. After a change of a declaration it is written anew with
//!
//! ```sh
//! BLESS=1 cargo test -p countersign-tests --test openapi
//! ```

use countersign::Api as _;
use countersign::Endpoint as _;
use countersign::operation::Operation;
use countersign_tools::openapi::{Example, OpenApi};
use serde_json::{Value, json};

use crate::client::Client;
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

/// So many items of every list of a sample are shown.
const ITEMS: usize = 2;

/// A published sample: operation, text.
type Sample = (&'static Operation, &'static str);

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

/// Upstream's samples, where the vendor has none, and the place of the payload in them.
const UPSTREAM: &[(Sample, &str)] = &[
    ((PaymentLinks::OPERATION, include_str!("../samples/upstream/payment-links-single.response.json")), ""),
    (
        (SearchNavigation::OPERATION, include_str!("../samples/upstream/search-navigation.response.json")),
        "/result/result",
    ),
    ((TopList::OPERATION, include_str!("../samples/upstream/top-list.response.json")), "/result/result"),
    ((SalesTrend::OPERATION, include_str!("../samples/upstream/sales-trend.response.json")), "/result/result"),
];

/// The document.
#[must_use]
pub fn document() -> Value {
    let document = OpenApi::new("1688 API of Dajisaas", env!("CARGO_PKG_VERSION"), Client::GROUPS)
        .description(DESCRIPTION)
        .server(Client::BASE_URL)
        .envelope(Client::envelope())
        .schemes(Client::auth());
    examples().fold(document, OpenApi::example).to_json()
}

fn examples() -> impl Iterator<Item = Example<'static>> {
    let requests = REQUESTS.iter().map(|&(operation, text)| {
        Example::request(operation, "vendor", "The vendor's sample.", without_key(read(text)))
    });
    let answers = ANSWERS
        .iter()
        .map(|&(operation, text)| Example::answer(operation, "vendor", "The vendor's sample.", read(text)));
    let failures = FAILURES.iter().map(|&(operation, text)| {
        Example::answer(operation, "failure", "The vendor's sample of a failure.", read(text))
    });
    let upstream = UPSTREAM.iter().map(|&((operation, text), place)| {
        let body = json!({ "code": 200, "message": "操作成功", "data": read(text).pointer(place) });
        Example::answer(operation, "upstream", "Upstream's sample, in the vendor's envelope.", body)
    });
    requests.chain(answers).chain(failures).chain(upstream).map(|example| example.shortened(ITEMS))
}

/// The samples are part of the crate, and the tests read every one of them.
fn read(sample: &str) -> Value {
    serde_json::from_str(sample).unwrap_or_default()
}

/// The vendor's samples show its debugging mode, with an empty key and secret; requests are signed instead.
fn without_key(mut body: Value) -> Value {
    if let Some(members) = body.as_object_mut() {
        members.retain(|name, _| name != "appKey" && name != "appSecret");
    }
    body
}
