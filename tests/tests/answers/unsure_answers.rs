//! Answers that are not published: several spellings of a name, a response at several depths, numbers as strings.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use countersign::{Answer, Endpoint, Envelope, Error, ErrorKind, Model as _, Outcome, Reply, endpoint, model};
use serde_json::{Value, json};

/// A line of an order.
#[model(alias_all = "snake_case")]
struct Line {
    /// The SKU.
    #[field(name = "mpSkuId", alias("mpSkuid", "mp_skuId"))]
    sku: Option<u64>,
    /// The shop.
    shop_name: Option<String>,
    /// The quantity, as a string.
    #[field(text)]
    quantity: u32,
}

/// The result of an order.
#[model(alias_all = "snake_case")]
struct Created {
    /// Whether it worked.
    success: Option<bool>,
    /// The reason for a failure.
    error_code: Option<String>,
    /// The order.
    order_id: Option<u64>,
}

/// Places an order.
#[endpoint(
    POST,
    "/order",
    response = Created,
    wrappers("data", "result"),
    proof(order_id),
    failure(code = "errorCode", message = "errorMsg")
)]
struct Order {}

/// Looks up an order.
#[endpoint(GET, "/order", response = Created, data = "result", wrappers("data"), failure(code = "errorCode"))]
struct Details {}

/// Lists lines.
#[endpoint(GET, "/lines", response = Vec<Line>, data = "data", wrappers("result"))]
struct Lines {}

fn read<E: Endpoint>(payload: &Value) -> Result<Reply<E::Response>, Error> {
    let body = json!({ "code": 200, "message": "", "data": payload }).to_string();
    Envelope::default().read(E::OPERATION, &Answer::from(http::Response::new(body.into())))
}

#[test]
fn every_spelling_of_a_name_is_read_and_the_first_is_written() {
    for name in ["mpSkuId", "mpSkuid", "mp_skuId", "mp_sku_id"] {
        let line = Line::from_json(&json!({ name: 7, "shop_name": "x", "quantity": "3" }).to_string()).unwrap();
        assert_eq!((line.sku, line.shop_name.as_deref(), line.quantity), (Some(7), Some("x"), 3), "{name}");
        let written = json!({ "mpSkuId": 7, "shopName": "x", "quantity": "3" });
        assert_eq!(serde_json::to_value(&line).unwrap(), written);
    }
}

#[test]
fn a_spelling_that_is_null_does_not_hide_another() {
    for text in
        [r#"{"mpSkuId": null, "mp_skuId": 7, "quantity": 1}"#, r#"{"mp_skuId": 7, "mpSkuId": null, "quantity": 1}"#]
    {
        assert_eq!(Line::from_json(text).unwrap().sku, Some(7), "{text}");
    }
}

#[test]
fn other_spellings_are_not_drift() {
    let reply = read::<Lines>(&json!({ "data": [{ "mp_skuId": 7, "shop_name": "x", "quantity": "1" }] })).unwrap();
    assert!(reply.drift().is_empty(), "{:?}", reply.drift());
}

#[test]
fn a_response_is_found_at_every_depth() {
    let order = json!({ "success": true, "orderId": 7 });
    let [data, result] = ["data", "result"].map(|name| json!({ name: order, "success": "true", "errorCode": null }));
    for payload in
        [&order, &data, &result, &json!({ "result": data }), &json!({ "data": result }), &json!({ "data": data })]
    {
        assert_eq!(read::<Order>(payload).unwrap().order_id, Some(7), "{payload}");
        assert_eq!(read::<Details>(payload).unwrap().order_id, Some(7), "{payload}");
    }
}

#[test]
fn a_list_is_found_at_every_depth() {
    let lines = json!([{ "quantity": 2 }]);
    for payload in
        [&lines, &json!({ "data": lines }), &json!({ "data": { "data": lines } }), &json!({ "result": lines })]
    {
        assert_eq!(read::<Lines>(payload).unwrap()[0].quantity, 2, "{payload}");
    }
}

#[test]
fn members_around_a_response_may_report_a_failure() {
    let payloads = [
        json!({ "success": false, "errorCode": "SHORT", "data": null }),
        json!({ "success": false, "error_code": "SHORT", "data": {} }),
        json!({ "success": true, "data": { "success": false, "errorCode": "SHORT" } }),
    ];
    for payload in payloads {
        let error = read::<Order>(&payload).unwrap_err();
        assert_eq!((error.kind(), error.upstream_code()), (ErrorKind::Business, Some("SHORT")), "{payload}");
        assert_eq!(error.outcome(), Outcome::Refused, "{payload}");
    }
}

#[test]
fn a_proof_counts_by_any_name_and_at_any_depth() {
    for payload in [json!({ "order_id": 7 }), json!({ "data": { "order_id": 7, "success": false, "errorCode": "X" } })]
    {
        assert_eq!(read::<Order>(&payload).unwrap().order_id, Some(7), "{payload}");
    }
    let error = read::<Order>(&json!({ "data": { "success": true } })).unwrap_err();
    assert_eq!(error.outcome(), Outcome::Unknown);
}

#[test]
fn the_metadata_names_spellings_and_depths() {
    assert_eq!(Line::info().fields()[0].aliases(), ["mpSkuid", "mp_skuId", "mp_sku_id"]);
    assert!(Line::info().fields()[2].text());
    assert_eq!(Order::OPERATION.wrappers(), ["data", "result"]);
}
