//! Responses whose position is not published: found one level further in or out than declared.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use countersign::decode::DriftKind;
use countersign::operation::Operation;
use countersign::value::Decimal;
use countersign::{Answer, Decode, Endpoint, Envelope, Error, ErrorKind, Outcome, Reply, endpoint, model};
use http::StatusCode;
use serde_json::{Value, json};

/// Lists orders.
#[endpoint(GET, "/orders", response = OrderPage, nearby)]
pub struct ListOrders {}

/// Lists orders, one level further in.
#[endpoint(GET, "/orders", response = Vec<Order>, data = "result", nearby)]
pub struct ListResult {}

/// Returns the balance.
#[endpoint(GET, "/balance", response = Balance, nearby)]
pub struct GetBalance {}

/// Places an order.
#[endpoint(POST, "/orders", response = Order, nearby, proof(order_no), failure(code = "errorCode"))]
pub struct MakeOrder {}

/// Places an order, with a published answer.
#[endpoint(POST, "/published", response = Order, proof(order_no))]
pub struct MakePublished {}

/// Orders.
#[model]
pub struct OrderPage {
    /// How many there are.
    pub total: Option<u64>,
    /// The orders.
    #[field(name = "orderList", alias("orders"))]
    pub items: Vec<Order>,
}

/// An order.
#[model]
pub struct Order {
    /// Its number.
    #[field(alias("order_no"))]
    pub order_no: Option<String>,
    /// An error.
    pub error_code: Option<String>,
}

/// A balance.
#[model]
pub struct Balance {
    /// Yuan.
    pub amount: Decimal,
}

fn read<T: Decode>(operation: &'static Operation, body: &str) -> Result<Reply<T>, Error> {
    Envelope::default().read::<T>(operation, &Answer::new(StatusCode::OK, body.to_owned()))
}

fn kinds<T>(reply: &Reply<T>) -> Vec<DriftKind> {
    reply.drift().iter().map(|drift| drift.kind).collect()
}

#[test]
fn a_page_is_found_around_its_place_and_counts_as_drift() {
    let order = json!({ "orderNo": "A-1" });
    for body in [
        json!({ "code": 200, "data": { "data": { "total": 1, "orderList": [order] } } }),
        json!({ "code": 200, "data": { "page": { "orders": [order] }, "other": { "x": 1 } } }),
        json!({ "code": 200, "orderList": [order], "total": 1 }),
        json!({ "code": 200, "data": null, "orders": [order] }),
        json!({ "code": 200, "data": [order] }),
        json!({ "code": 200, "data": { "rows": [order], "pages": 7 } }),
        json!({ "data": { "rows": [order] }, "code": "200", "message": "success" }),
    ] {
        let page = read::<OrderPage>(ListOrders::OPERATION, &body.to_string()).unwrap();
        assert_eq!(page.items[0].order_no.as_deref(), Some("A-1"), "{body}");
        assert_eq!(kinds(&page), [DriftKind::OddForm], "{body}");
        let value = read::<Value>(ListOrders::OPERATION, &body.to_string()).unwrap();
        assert!(value["orderList"].is_array() || value["orders"].is_array(), "{body}: {}", *value);
    }
}

#[test]
fn a_response_in_its_place_is_left_there() {
    for body in [
        json!({ "code": 200, "data": { "orderList": [{ "orderNo": "A-1" }], "inner": { "orderList": [] } } }),
        json!({ "code": 200, "data": { "orders": [{ "orderNo": "A-1" }] }, "orderList": [] }),
    ] {
        let page = read::<OrderPage>(ListOrders::OPERATION, &body.to_string()).unwrap();
        assert_eq!(page.items.len(), 1, "{body}");
        assert!(!kinds(&page).contains(&DriftKind::OddForm), "{body}");
    }
}

#[test]
fn a_place_further_in_is_left_out_or_doubled() {
    for body in [
        json!({ "code": 200, "data": [{ "orderNo": "A-1" }] }),
        json!({ "code": 200, "data": { "result": { "list": [{ "orderNo": "A-1" }], "total": 1 } } }),
    ] {
        let orders = read::<Vec<Order>>(ListResult::OPERATION, &body.to_string()).unwrap();
        assert_eq!(orders[0].order_no.as_deref(), Some("A-1"), "{body}");
        assert_eq!(kinds(&orders), [DriftKind::OddForm], "{body}");
    }
}

#[test]
fn if_several_fit_none_is_guessed() {
    let body = r#"{"code": 200, "data": {"old": {"amount": 1}, "new": {"amount": 2}}}"#;
    assert_eq!(read::<Balance>(GetBalance::OPERATION, body).unwrap_err().kind(), ErrorKind::Decode);
    let body = r#"{"code": 200, "data": {"a": [{}], "b": [{}]}}"#;
    assert!(read::<OrderPage>(ListOrders::OPERATION, body).unwrap().items.is_empty());
}

#[test]
fn no_payload_is_a_page_without_items_and_not_a_product() {
    for body in [r#"{"code": 200, "data": null}"#, r#"{"code": 200}"#, r#"{"code": 200, "data": ""}"#] {
        let page = read::<OrderPage>(ListOrders::OPERATION, body).unwrap();
        assert!(page.items.is_empty(), "{body}");
        assert_eq!(kinds(&page), [DriftKind::OddForm], "{body}");
        assert_eq!(*read::<Option<OrderPage>>(ListOrders::OPERATION, body).unwrap(), None, "{body}");
        // Nothing that the response requires is invented, and nothing is proved.
        assert_eq!(read::<Balance>(GetBalance::OPERATION, body).unwrap_err().kind(), ErrorKind::Decode, "{body}");
        assert_eq!(read::<Order>(MakeOrder::OPERATION, body).unwrap_err().outcome(), Outcome::Unknown, "{body}");
    }
    // Without a code, it is not an answer.
    assert_eq!(read::<OrderPage>(ListOrders::OPERATION, "{}").unwrap_err().kind(), ErrorKind::Decode);
}

#[test]
fn a_single_value_stands_for_the_object_of_one_field_and_keeps_every_digit() {
    for (body, amount) in [
        (r#"{"code": 200, "data": 12345678901234567.89}"#, "12345678901234567.89"),
        (r#"{"code": 200, "data": "88.50"}"#, "88.50"),
        (r#"{"code": 200, "data": {"balance": {"amount": 12345678901234567.89}}}"#, "12345678901234567.89"),
        (r#"{"code": 200, "amount": "0.10"}"#, "0.10"),
    ] {
        let balance = read::<Balance>(GetBalance::OPERATION, body).unwrap();
        assert_eq!(balance.amount.to_string(), amount, "{body}");
    }
    // A member with another name is not guessed.
    let error = read::<Balance>(GetBalance::OPERATION, r#"{"code": 200, "data": {"total": 5}}"#).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[test]
fn names_of_the_envelope_are_not_the_response() {
    /// Returns a code.
    #[endpoint(GET, "/code", response = Coded, nearby)]
    struct GetCode {}

    /// A response with the same names as the envelope.
    #[model]
    struct Coded {
        code: Option<u32>,
        message: Option<String>,
    }

    let reply = read::<Option<Coded>>(GetCode::OPERATION, r#"{"code": 200, "message": "success", "data": null}"#);
    assert_eq!(*reply.unwrap(), None);
    let _ = GetCode {};
}

#[test]
fn a_proof_and_a_failure_are_found_there_too() {
    for data in [json!({ "order": { "order_no": "A-1" } }), json!({ "result": { "orderNo": "A-1" }, "success": true })]
    {
        let (body, refused) = (json!({ "code": 200, "data": data }), json!({ "code": 1009, "data": data }));
        let order = read::<Order>(MakeOrder::OPERATION, &body.to_string()).unwrap();
        assert_eq!(order.order_no.as_deref(), Some("A-1"), "{body}");
        // A failure next to a proof is not believed.
        let error = read::<Order>(MakeOrder::OPERATION, &refused.to_string()).unwrap_err();
        assert_eq!(error.outcome(), Outcome::Unknown, "{refused}");
        // Without `nearby`, it is not looked for.
        let error = read::<Order>(MakePublished::OPERATION, &body.to_string()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OutcomeUnknown, "{body}");
    }
    let body = json!({ "code": 200, "data": { "result": { "errorCode": "E1" } } });
    let error = read::<Order>(MakeOrder::OPERATION, &body.to_string()).unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome(), error.upstream_code()),
        (ErrorKind::Business, Outcome::Refused, Some("E1"))
    );
}

#[test]
fn a_doubtful_or_broken_answer_is_not_rearranged() {
    let twice = r#"{"code": 200, "code": 1009, "data": {"data": {"amount": 5}}}"#;
    assert_eq!(read::<Balance>(GetBalance::OPERATION, twice).unwrap_err().kind(), ErrorKind::Decode);
    for body in ["", "[", "{", "null", "[]", "{}", r#"{"code": 200, "data": "#] {
        assert_eq!(read::<Balance>(GetBalance::OPERATION, body).unwrap_err().kind(), ErrorKind::Decode, "{body}");
    }
    let original = r#"{"code": 1009, "message": "no", "data": {"data": {"amount": 5}}}"#;
    let error = read::<Balance>(GetBalance::OPERATION, original).unwrap_err();
    assert_eq!(error.body().map(AsRef::as_ref), Some(original.as_bytes()));
}
