//! Published samples as examples of an OpenAPI document.

use countersign::operation::Operation;
use countersign_tools::openapi::Example;
use serde_json::Value;

/// The number of items shown of each list in a sample.
const ITEMS: usize = 2;

/// A published sample: operation, content.
pub type Sample = (&'static Operation, &'static str);

/// Returns the vendor's samples of requests as examples.
pub fn requests(samples: &'static [Sample]) -> impl Iterator<Item = Example<'static>> {
    samples.iter().map(|&(operation, text)| {
        Example::request(operation, "vendor", "The vendor's sample.", without_key(read(text))).shortened(ITEMS)
    })
}

/// Returns the vendor's samples of answers as examples.
pub fn answers(samples: &'static [Sample]) -> impl Iterator<Item = Example<'static>> {
    samples.iter().map(|&(operation, text)| {
        Example::answer(operation, "vendor", "The vendor's sample.", read(text)).shortened(ITEMS)
    })
}

/// Returns the vendor's samples of failures, which have the status of a success, as examples.
pub fn failures(samples: &'static [Sample]) -> impl Iterator<Item = Example<'static>> {
    samples.iter().map(|&(operation, text)| {
        Example::answer(operation, "failure", "The vendor's sample of a failure.", read(text)).shortened(ITEMS)
    })
}

/// Returns upstream's samples of answers, which have an envelope of their own, each with the place of the payload in
/// it.
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
