//! Published samples as examples of an OpenAPI document.

use countersign::operation::Operation;
use countersign_tools::openapi::Example;
use serde_json::Value;

/// The number of items shown of each list in a sample.
const ITEMS: usize = 2;

/// A published sample: operation, content.
pub type Sample = (&'static Operation, &'static str);

/// Returns the vendor's samples of requests as examples.
///
/// ```
/// use countersign::operation::{Method, Operation, PathTemplate};
/// use countersign_tools::openapi::OpenApi;
/// use dajisaas::openapi::{self, Sample};
///
/// const ORDER: &Operation = &Operation::new("order", Method::Post, PathTemplate::new("/order"));
/// const SAMPLES: &[Sample] = &[(ORDER, r#"{"appKey": "", "isbn": "9783150000014"}"#)];
///
/// let document = OpenApi::new("Books", "1.0", &[("order", &[ORDER])]);
/// let document = openapi::requests(SAMPLES).fold(document, OpenApi::example).to_json();
/// assert!(!document.to_string().contains("appKey"));
/// ```
pub fn requests(samples: &'static [Sample]) -> impl Iterator<Item = Example<'static>> {
    samples.iter().map(|&(operation, text)| {
        Example::request(operation, "vendor", "The vendor's sample.", without_key(read(text))).shortened(ITEMS)
    })
}

/// Returns the vendor's samples of answers as examples.
///
/// ```
/// use countersign::operation::{Method, Operation, PathTemplate};
/// use countersign_tools::openapi::OpenApi;
/// use dajisaas::openapi::{self, Sample};
///
/// const ORDER: &Operation = &Operation::new("order", Method::Post, PathTemplate::new("/order"));
/// const SAMPLES: &[Sample] = &[(ORDER, r#"{"code": 200, "data": 4711}"#)];
///
/// let document = OpenApi::new("Books", "1.0", &[("order", &[ORDER])]);
/// let document = openapi::answers(SAMPLES).fold(document, OpenApi::example).to_json();
/// assert!(document.to_string().contains("4711"));
/// ```
pub fn answers(samples: &'static [Sample]) -> impl Iterator<Item = Example<'static>> {
    samples.iter().map(|&(operation, text)| {
        Example::answer(operation, "vendor", "The vendor's sample.", read(text)).shortened(ITEMS)
    })
}

/// Returns the vendor's samples of failures, which have the status of a success, as examples.
///
/// ```
/// use countersign::operation::{Method, Operation, PathTemplate};
/// use countersign_tools::openapi::OpenApi;
/// use dajisaas::openapi::{self, Sample};
///
/// const ORDER: &Operation = &Operation::new("order", Method::Post, PathTemplate::new("/order"));
/// const SAMPLES: &[Sample] = &[(ORDER, r#"{"code": 1009, "message": "sold out"}"#)];
///
/// let document = OpenApi::new("Books", "1.0", &[("order", &[ORDER])]);
/// let document = openapi::failures(SAMPLES).fold(document, OpenApi::example).to_json();
/// assert!(document.to_string().contains("sold out"));
/// ```
pub fn failures(samples: &'static [Sample]) -> impl Iterator<Item = Example<'static>> {
    samples.iter().map(|&(operation, text)| {
        Example::answer(operation, "failure", "The vendor's sample of a failure.", read(text)).shortened(ITEMS)
    })
}

/// Returns upstream's samples of answers, which have an envelope of their own, each with the place of the payload in
/// it.
///
/// ```
/// use countersign::operation::{Method, Operation, PathTemplate};
/// use countersign_tools::openapi::OpenApi;
/// use dajisaas::openapi::{self, Sample};
///
/// const ORDER: &Operation = &Operation::new("order", Method::Post, PathTemplate::new("/order"));
/// const SAMPLES: &[(Sample, &str)] = &[((ORDER, r#"{"result": {"orderId": 4711}}"#), "/result")];
///
/// let document = OpenApi::new("Books", "1.0", &[("order", &[ORDER])]);
/// let document = openapi::upstream(SAMPLES).fold(document, OpenApi::example).to_json();
/// assert!(document.to_string().contains("4711"));
/// ```
pub fn upstream(samples: &'static [(Sample, &'static str)]) -> impl Iterator<Item = Example<'static>> {
    samples.iter().map(|&((operation, text), place)| {
        let body = serde_json::json!({ "code": 200, "message": "操作成功", "data": read(text).pointer(place) });
        Example::answer(operation, "upstream", "Upstream's sample, in the vendor's envelope.", body).shortened(ITEMS)
    })
}

/// The samples are part of their crate, and the tests read all of them.
fn read(sample: &str) -> Value {
    serde_json::from_str(sample).unwrap_or_default()
}

/// The vendor's samples use its debugging mode, with an empty key and secret; actual requests are signed instead.
fn without_key(mut body: Value) -> Value {
    if let Some(members) = body.as_object_mut() {
        members.retain(|name, _| name != "appKey" && name != "appSecret");
    }
    body
}
