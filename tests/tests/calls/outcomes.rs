//! The outcome of a call that must not be repeated, by status, code and body of the answer, with one table per rule.
//! Every answer is sent once: nothing is repeated, whatever the policy.
//!
//! Calls without an answer are in `unanswered.rs`; failures that a payload reports are in `payload_failures.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::BTreeMap;
use std::time::Duration;

use api_1688::{CancelOrder, CancelReason, Client, ConfirmReceipt, CreateOrder, Md5Sorted, PasswordFreePay, Website};
use countersign::limit::{Rate, RateLimiter};
use countersign::operation::{Operation, RetryClass};
use countersign::retry::{RetryBudget, RetryPolicy};
use countersign::transport::TransportFailure::{self, Altered, Interrupted, NotSent, TimedOut, TooLarge};
use countersign::{
    Answer, Api as _, DynEndpoint, Endpoint, Entry, Envelope, Error, ErrorKind, KnownFailure, Outcome, Reply, endpoint,
    model,
};
use countersign_tests::requests::{account, create_order, keyword_search, upload_image};
use countersign_tests::script::{Script, Step, TestTimer};
use http::StatusCode;
use serde_json::json;

const ORDER: &str = "2257164624870311973";

/// An answer with the vendor's sample of an order and this code, written as given.
fn ordered(code: &str) -> String {
    format!(r#"{{"code":{code},"message":"操作成功","data":{{"orderId":"{ORDER}","success":true}},"timestamp":1}}"#)
}

/// An answer with only this code, written as given.
fn nothing(code: &str) -> String {
    format!(r#"{{"code":{code},"message":"m","data":null}}"#)
}

/// How a call ended; `None` if it succeeded.
type End = Option<Outcome>;

const DONE: End = None;
const NOT_SENT: End = Some(Outcome::NotSent);
const REFUSED: End = Some(Outcome::Refused);
const UNKNOWN: End = Some(Outcome::Unknown);

/// A policy that repeats everything that may be repeated.
fn stubborn() -> RetryPolicy {
    RetryPolicy::default().max_attempts(100).budget(RetryBudget::new(1000))
}

/// Makes a call with this answer, and checks what all ends have in common.
async fn call<E: Endpoint>(request: E, status: u16, body: &str, envelope: Envelope) -> Result<E::Response, Error> {
    let (script, timer) = (Script::new([Step::answer(status, body.to_owned())]), TestTimer::default());
    let client = script.client(&timer).envelope(envelope).retry(stubborn()).build().unwrap();
    let result = client.call(request).await.map(Reply::into_value);
    assert_eq!(script.attempts(), 1, "sent once: {status} {body}");
    if let Err(error) = &result {
        let is_unknown = error.outcome() == Outcome::Unknown;
        assert_eq!(error.kind() == ErrorKind::OutcomeUnknown, is_unknown, "{status} {body}: {error}");
        assert_eq!(error.to_string().contains("may have been carried out"), is_unknown, "{status} {body}: {error}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status), "{error}");
        assert_eq!(error.body().map(|body| &**body), Some(body.as_bytes()), "{error}");
        assert!(error.headers().is_some(), "{error}");
        assert!(!(is_unknown && error.is_retryable()), "{status} {body}: {error}");
    }
    result
}

fn end<T>(result: &Result<T, Error>) -> End {
    result.as_ref().err().map(Error::outcome)
}

/// The end of an order with this answer. If its outcome is unknown, the error contains its reference and how to use it.
async fn order_in(envelope: Envelope, status: u16, body: &str) -> End {
    let result = call(create_order("T-1"), status, body, envelope).await;
    if let Err(error) = &result {
        let is_unknown = error.outcome() == Outcome::Unknown;
        assert_eq!(error.reference(), is_unknown.then_some("T-1"), "{status} {body}: {error}");
        let is_told = error.to_string().contains("look it up by `thirdOrderId` = T-1");
        assert_eq!(is_told, is_unknown, "{status} {body}: {error}");
    }
    end(&result)
}

async fn order(status: u16, body: &str) -> End {
    order_in(Client::envelope(), status, body).await
}

/// Pays for an order of a shop: both are called `id` on the wire, in different places.
#[endpoint(POST, "/pay")]
struct Pay {
    /// The shop.
    #[param(in = query, name = "id")]
    shop: String,
    /// The order.
    #[param(name = "id", reference)]
    order: String,
}

#[tokio::test]
async fn a_reference_is_not_a_parameter_of_the_same_name_elsewhere() {
    let pay = Pay { shop: String::from("S-1"), order: String::from("T-1") };
    let error = call(pay, 500, "", Envelope::default()).await.unwrap_err();
    assert_eq!((error.outcome(), error.reference()), (Outcome::Unknown, Some("T-1")), "{error}");
}

#[tokio::test]
async fn a_success_counts_only_with_its_proof() {
    for (payload, expected) in [
        (r#"{"orderId":"4711"}"#, DONE),
        (r#"{"orderId":4711}"#, DONE),
        (r#"{"orderId":"4711","success":false}"#, DONE),
        (r#"{"orderList":[{"orderId":"4711"}]}"#, DONE),
        (r#"{"orderList":[{"resultCode":"500_004"},{"orderId":"4711"}]}"#, DONE),
        (r#"{"orderId":null,"orderList":[{"orderId":4711}]}"#, DONE),
        (r#"{"success":true}"#, UNKNOWN),
        (r#"{"success":true,"order_id":"4711"}"#, UNKNOWN),
        (r#"{"success":true,"orderID":"4711"}"#, UNKNOWN),
        (r#"{"result":{"success":true,"orderId":"4711"}}"#, UNKNOWN),
        (r#"{"success":true,"orderId":""}"#, UNKNOWN),
        (r#"{"success":true,"orderId":"0"}"#, UNKNOWN),
        (r#"{"success":true,"orderId":0}"#, UNKNOWN),
        (r#"{"success":true,"orderId":"-"}"#, UNKNOWN),
        (r#"{"success":true,"orderId":null,"orderList":[]}"#, UNKNOWN),
        (r#"{"success":true,"orderList":[{"orderId":"0"},{"orderId":""},{}]}"#, UNKNOWN),
        (r#"{"success":false}"#, UNKNOWN),
        ("{}", UNKNOWN),
        ("[]", UNKNOWN),
        ("null", UNKNOWN),
        (r#""4711""#, UNKNOWN),
    ] {
        for status in [200, 201, 202, 203, 206] {
            let body = format!(r#"{{"code":200,"message":"操作成功","data":{payload}}}"#);
            assert_eq!(order(status, &body).await, expected, "{status} {body}");
            let turned = format!(r#"{{"data":{payload},"code":"200"}}"#);
            assert_eq!(order(status, &turned).await, expected, "{status} {turned}");
        }
    }
    for (status, body) in [(200, r#"{"code":200}"#), (200, ""), (204, ""), (200, "<html>"), (200, "{"), (200, "null")] {
        assert_eq!(order(status, body).await, UNKNOWN, "{status} {body}");
    }
}

/// The code that an error reports, where no code is a success; `None` where it is not a code.
fn code(json: &str) -> Option<String> {
    let envelope = Envelope::default().with_code("code", &["a code of success"]);
    let answer = Answer::new(StatusCode::OK, nothing(json));
    let error = envelope.read::<()>(CancelOrder::OPERATION, &answer).unwrap_err();
    assert_eq!(error.code().is_none(), error.kind() == ErrorKind::Decode, "{json}: {error}");
    error.code().map(str::to_owned)
}

#[test]
fn a_code_is_reported_in_one_spelling() {
    for json in ["200", "200.0", "2e2", "2E+2", "0.2e3", "20000e-2", "2.00e2", "200.000e0", "2000e-0001"] {
        assert_eq!(code(json).as_deref(), Some("200"), "{json}");
    }
    for json in ["0", "-0", "0.0", "-0.0e7", "0e99999999999999999999", "0.0e-99999999999999999999"] {
        assert_eq!(code(json).as_deref(), Some("0"), "{json}");
    }
    assert_eq!(code("-1.0").as_deref(), Some("-1"));
    // As many digits as it has, but no more than were written.
    for json in ["123456789012345678901234567890", "1e999999999", "1E99999999999999999999999"] {
        assert_eq!(code(json).as_deref(), Some(json));
    }
    for json in ["200.5", "2e-1", "1e-99999999999999999999", "true", "[200]", "{}", r#"" 200 ""#, "\"200\\n\"", "null"]
    {
        assert_eq!(code(json), None, "{json}");
    }
}

#[test]
fn codes_of_digits_are_compared_as_numbers_and_others_to_the_letter() {
    let digits: &'static str = "9".repeat(100_000).leak();
    for (success, same, others) in [
        (&["500"] as &'static [&'static str], "0500", &["5", "50", "500_000"][..]),
        (&["0"], "000", &["-1", "00x"]),
        (&["-1"], "-01", &["1"]),
        (&["500_004"], "500_004", &["500"]),
        (&["e1"], "e1", &["E1"]),
        (vec![digits].leak(), &format!("0{digits}"), &[&digits[1..]]),
    ] {
        let envelope = Envelope::default().with_code("code", success);
        let reads = |code: &str| {
            let answer = Answer::new(StatusCode::OK, nothing(&format!("\"{code}\"")));
            envelope.read::<()>(&Operation::ANY, &answer).is_ok()
        };
        assert!(reads(same), "{success:?}");
        assert!(others.iter().all(|other| !reads(other)), "{success:?}");
    }
}

#[tokio::test]
async fn a_code_is_the_same_in_every_spelling() {
    let huge = "9".repeat(100_000);
    let huge_text = format!("\"{huge}\"");
    for (code, with_order, without) in [
        ("200", DONE, UNKNOWN),
        ("200.0", DONE, UNKNOWN),
        ("2e2", DONE, UNKNOWN),
        ("2.00E+2", DONE, UNKNOWN),
        (r#""200""#, DONE, UNKNOWN),
        (r#""0200""#, DONE, UNKNOWN),
        (r#""\u0032\u0030\u0030""#, DONE, UNKNOWN),
        ("0", DONE, UNKNOWN),
        ("-0.0", DONE, UNKNOWN),
        (r#""000""#, DONE, UNKNOWN),
        // A readable failure; next to an order it is not believed.
        ("1009", UNKNOWN, REFUSED),
        ("1009.0", UNKNOWN, REFUSED),
        ("1", UNKNOWN, REFUSED),
        ("-1", UNKNOWN, REFUSED),
        ("-500", UNKNOWN, REFUSED),
        ("400", UNKNOWN, REFUSED),
        ("429", UNKNOWN, REFUSED),
        ("600", UNKNOWN, REFUSED),
        ("1e999999999", UNKNOWN, REFUSED),
        (&huge, UNKNOWN, REFUSED),
        (&huge_text, UNKNOWN, REFUSED),
        (r#""500_004""#, UNKNOWN, REFUSED),
        (r#""500.0""#, UNKNOWN, REFUSED),
        (r#""ORDER_STATUS_ERROR""#, UNKNOWN, REFUSED),
        (r#""库存 不足""#, UNKNOWN, REFUSED),
        // The server failed while handling it.
        ("500", UNKNOWN, UNKNOWN),
        ("500.0", UNKNOWN, UNKNOWN),
        ("5e2", UNKNOWN, UNKNOWN),
        (r#""500""#, UNKNOWN, UNKNOWN),
        (r#""0500""#, UNKNOWN, UNKNOWN),
        ("501", UNKNOWN, UNKNOWN),
        ("505", UNKNOWN, UNKNOWN),
        ("599", UNKNOWN, UNKNOWN),
        (r#""599""#, UNKNOWN, UNKNOWN),
        ("408", UNKNOWN, UNKNOWN),
        ("425", UNKNOWN, UNKNOWN),
        ("499", UNKNOWN, UNKNOWN),
        // Not a code.
        ("200.5", UNKNOWN, UNKNOWN),
        ("1009.5", UNKNOWN, UNKNOWN),
        ("1e-999999999999999999999", UNKNOWN, UNKNOWN),
        ("true", UNKNOWN, UNKNOWN),
        ("false", UNKNOWN, UNKNOWN),
        ("null", UNKNOWN, UNKNOWN),
        ("[200]", UNKNOWN, UNKNOWN),
        ("{}", UNKNOWN, UNKNOWN),
        (r#"{"code":200}"#, UNKNOWN, UNKNOWN),
        (r#""""#, UNKNOWN, UNKNOWN),
        (r#"" ""#, UNKNOWN, UNKNOWN),
        (r#"" 200 ""#, UNKNOWN, UNKNOWN),
        (r#""1009 ""#, UNKNOWN, UNKNOWN),
        (r#""\u3000E1""#, UNKNOWN, UNKNOWN),
        (r#""\ud800""#, UNKNOWN, UNKNOWN),
        ("0200", UNKNOWN, UNKNOWN),
        ("NaN", UNKNOWN, UNKNOWN),
    ] {
        let shown: String = code.chars().take(20).collect();
        assert_eq!(order(200, &ordered(code)).await, with_order, "{shown}");
        assert_eq!(order(200, &nothing(code)).await, without, "{shown}");
        let last = format!(r#"{{"data":{{"orderId":{ORDER}}},"code":{code}}}"#);
        assert_eq!(order(200, &last).await, with_order, "{shown}");
    }
    // One reader would believe the first, another the last.
    for body in [
        r#"{"code":1009,"code":200,"data":{"orderId":"1"}}"#,
        r#"{"code":200,"data":null,"code":1009}"#,
        r#"{"data":{"orderId":"1"},"code":200,"code":"200"}"#,
        r#"{"data":{"orderId":"1"}}"#,
    ] {
        assert_eq!(order(200, body).await, UNKNOWN, "{body}");
    }
}

#[tokio::test]
async fn a_code_that_cannot_be_read_is_named_with_its_place() {
    for code in ["true", "[200]", r#"" 200 ""#, "200.5"] {
        let (script, timer) = (Script::new([Step::answer(200, nothing(code))]), TestTimer::default());
        let client = script.client(&timer).build().unwrap();
        let error = client.call(keyword_search()).await.unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some("code")), "{error}");
        assert!(error.to_string().contains(&format!("`{code}` is not a code")), "{error}");
    }
}

#[tokio::test]
async fn every_list_of_codes_is_compared_by_one_rule() {
    const CODES: &[&str] = &["0700", "E1"];
    let envelope = || Envelope::default().with_code("code", &["0700", "E1"]);
    for (code, expected) in [("700", DONE), ("7e2", DONE), (r#""E1""#, DONE), (r#""e1""#, UNKNOWN), ("200", UNKNOWN)] {
        assert_eq!(order_in(envelope(), 200, &ordered(code)).await, expected, "success {code}");
    }
    let envelope = || Envelope::default().with_unknown_outcome_codes(CODES);
    for (code, expected) in
        [("700.0", UNKNOWN), (r#""00700""#, UNKNOWN), (r#""E1""#, UNKNOWN), ("500", REFUSED), ("408", REFUSED)]
    {
        assert_eq!(order_in(envelope(), 200, &nothing(code)).await, expected, "unknown outcome {code}");
    }
    const PASSING: &[KnownFailure] =
        &[KnownFailure::of_code("0700").with_retryable(true), KnownFailure::of_code("E1").with_retryable(true)];
    let envelope = || Envelope::default().with_known_failures(PASSING);
    for (code, expected) in [("700.0", true), (r#""700""#, true), (r#""E1""#, true), ("70", false)] {
        let error = call(create_order("T-1"), 200, &nothing(code), envelope()).await.unwrap_err();
        assert_eq!((error.outcome(), error.is_retryable()), (Outcome::Refused, expected), "retryable {code}");
    }
    const KNOWN: &[KnownFailure] = &[KnownFailure::of_code("0700").with_hint("the shop is closed")];
    let envelope = Envelope::default().with_known_failures(KNOWN);
    let error = call(create_order("T-1"), 200, &nothing("7e2"), envelope).await.unwrap_err();
    assert_eq!((error.hint(), error.code()), (Some("the shop is closed"), Some("700")));
}

#[tokio::test]
async fn an_error_status_is_a_refusal_only_if_it_blames_the_caller_and_nothing_proves_otherwise() {
    let no = nothing(r#""500_004""#);
    let made = ordered("200");
    let made_all_the_same = ordered("1009");
    for status in (100..=999).filter(|status| !(200..=299).contains(status)) {
        let refuses = (400..=499).contains(&status) && ![408, 425, 499].contains(&status);
        let expected = if refuses { REFUSED } else { UNKNOWN };
        for body in ["", "<html>no</html>", r#"{"code":200,"data":{"success":true}}"#, &no, "{\"code\":"] {
            assert_eq!(order(status, body).await, expected, "{status} {body}");
        }
        for body in [&made, &made_all_the_same] {
            assert_eq!(order(status, body).await, UNKNOWN, "{status} {body}");
        }
    }
}

#[tokio::test]
async fn a_proof_is_found_in_a_refusal_that_is_hard_to_read() {
    let bom = format!("\u{feff}{}", ordered("200"));
    let twice = ordered("200").replace("{\"code\"", "{\"message\":\"a\",\"code\"");
    for body in [bom, twice, format!("{} trailing", ordered("1009")), format!("\n\t{}\n\n", ordered("1009"))] {
        assert_eq!(order(400, &body).await, UNKNOWN, "{body}");
    }
    // A message in another charset.
    let mut body = br#"{"code":400,"message":""#.to_vec();
    body.extend([0xb4, 0xed]);
    body.extend(br#"","data":{"orderId":"4711"}}"#);
    let (script, timer) = (Script::new([Step::answer(400, body)]), TestTimer::default());
    let error = script.client(&timer).build().unwrap().call(create_order("T-1")).await.unwrap_err();
    assert_eq!((error.outcome(), error.reference()), (Outcome::Unknown, Some("T-1")));
}

#[tokio::test]
async fn a_long_text_of_the_vendor_does_not_hide_how_to_look_an_order_up() {
    for status in [200, 500] {
        let body = json!({ "code": 500, "message": "系统异常".repeat(10_000), "data": null }).to_string();
        assert_eq!(order(status, &body).await, UNKNOWN, "{status}");
    }
}

#[tokio::test]
async fn the_doctor_sends_an_order_once_more_only_where_it_was_refused() {
    let refused = |payload: &str| format!(r#"{{"code":400,"message":"签名错误","data":{payload}}}"#);
    for (status, body, attempts) in
        [(400, refused("null"), 2), (400, refused(r#"{"orderId":"4711"}"#), 1), (401, ordered("1009"), 1)]
    {
        let script = Script::new([Step::answer(status, body.clone())]);
        let client = script.client(&TestTimer::default()).build().unwrap();
        let diagnosis = countersign_tools::doctor::diagnose(client.as_ref(), &create_order("T-1")).await;
        assert_eq!(script.attempts(), attempts, "{status} {body}");
        assert_eq!(diagnosis.error.unwrap().outcome() == Outcome::Unknown, attempts == 1, "{status} {body}");
    }
    // The other reading is accepted: the order is placed, but not twice.
    let script = Script::new([Step::answer(400, refused("null")), Step::answer(200, ordered("200"))]);
    let client = script.client(&TestTimer::default()).build().unwrap();
    countersign_tools::doctor::diagnose(client.as_ref(), &create_order("T-1")).await;
    assert_eq!(script.attempts(), 2);
}

#[test]
fn every_operation_of_the_vendor_that_must_not_be_repeated_names_its_proof() {
    for operation in Client::OPERATIONS {
        let is_never = operation.retry() == RetryClass::Never;
        assert_eq!(!operation.proof().is_empty(), is_never, "{}", operation.name());
    }
    let proof: Vec<String> = CreateOrder::OPERATION.proof().iter().map(ToString::to_string).collect();
    assert_eq!(proof, ["order_id", "orders.order_id"]);
    let document: serde_json::Value = serde_json::from_str(include_str!("../../../api-1688/openapi.json")).unwrap();
    let order = &document["paths"]["/alibaba/trade/createCrossOrder"]["post"];
    assert_eq!(order["x-proof"], json!(["orderId", "orderList.orderId"]));
}

#[tokio::test]
async fn a_refused_signature_with_an_order_is_not_believed() {
    let refused = r#"{"code":400,"message":"签名错误"}"#;
    let error = call(create_order("T-1"), 400, refused, Client::envelope()).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::SignatureRefused, Outcome::Refused));
    let made = format!(r#"{{"code":400,"message":"签名错误","data":{{"orderId":"{ORDER}"}}}}"#);
    assert_eq!(order(400, &made).await, UNKNOWN);
    // A known text does not settle the outcome of the call.
    let inactive = r#"{"code":500,"message":"请创建应用，再联系平台进行激活"}"#;
    assert_eq!((order(500, inactive).await, order(200, inactive).await), (UNKNOWN, UNKNOWN));
}

#[tokio::test]
async fn the_failure_of_a_payload_is_definite_by_its_own_code_and_without_a_proof() {
    let body = |code: &str, payload: &str| format!(r#"{{"code":{code},"message":"m","data":{payload}}}"#);
    for (payload, expected) in [
        (r#"{"success":false,"code":"500_004","message":"库存不足"}"#, REFUSED),
        (r#"{"success":"false","code":400.0}"#, REFUSED),
        (r#"{"code":"500_004","orderId":null,"orderList":[]}"#, REFUSED),
        (r#"{"success":false,"code":"500_004","orderId":"0"}"#, REFUSED),
        (r#"{"success":false,"code":"500_004","orderList":[{"resultCode":"500_004"}]}"#, REFUSED),
        // An incomplete failure.
        (r#"{"success":false,"code":null}"#, UNKNOWN),
        (r#"{"success":false,"code":""}"#, UNKNOWN),
        (r#"{"success":false,"code":" 4003 "}"#, UNKNOWN),
        (r#"{"success":false,"code":true}"#, UNKNOWN),
        (r#"{"success":false,"code":400.5}"#, UNKNOWN),
        (r#"{"success":true,"code":"500_004"}"#, UNKNOWN),
        (r#"{"code":"0200"}"#, UNKNOWN),
        (r#"{"code":200.0}"#, UNKNOWN),
    ] {
        assert_eq!(order(200, &body("200", payload)).await, expected, "{payload}");
    }
    // Whatever code the envelope has.
    for code in ["200", "500", "599", "1009", "408"] {
        let refused = body(code, r#"{"success":false,"code":"500_004"}"#);
        assert_eq!(order(200, &refused).await, REFUSED, "{code}");
    }
    // Next to an order, it is not a failure.
    let made = body("200", &format!(r#"{{"success":false,"code":"500_004","orderId":"{ORDER}"}}"#));
    assert_eq!(order(200, &made).await, DONE);
    for code in ["500", "1009"] {
        let made = body(code, &format!(r#"{{"success":false,"code":"500_004","orderId":"{ORDER}"}}"#));
        assert_eq!(order(200, &made).await, UNKNOWN, "{code}");
    }
}

#[tokio::test]
async fn each_operation_has_a_proof_of_its_own() {
    let id = || 2_257_164_624_870_311_973_u64;
    let cancel = || {
        CancelOrder::builder()
            .website(Website::China)
            .order_id(id())
            .reason(CancelReason::ALL[0].clone())
            .remark(String::new())
            .build()
    };
    let confirm = || ConfirmReceipt::builder().order_id(id()).order_item_ids([1]).build();
    let pay = || PasswordFreePay::builder().order_id(id()).build();
    for (payload, cancelled, confirmed, paid) in [
        (json!({ "success": true }), DONE, UNKNOWN, UNKNOWN),
        (json!({ "success": true, "errorCode": "400_3" }), DONE, UNKNOWN, UNKNOWN),
        (json!({ "result": { "success": true, "errorCode": "", "errorInfo": "" } }), UNKNOWN, DONE, UNKNOWN),
        (json!({ "result": { "success": false, "errorCode": null } }), UNKNOWN, UNKNOWN, UNKNOWN),
        (json!({ "success": false, "errorCode": null }), UNKNOWN, UNKNOWN, UNKNOWN),
        (json!({ "success": false, "errorCode": "ORDER_NOT_EXIST" }), REFUSED, REFUSED, UNKNOWN),
        (json!({ "success": false, "code": "E" }), UNKNOWN, UNKNOWN, REFUSED),
        (json!({ "paySuccess": true }), UNKNOWN, UNKNOWN, DONE),
        (json!({ "success": true, "result": { "paySuccess": true } }), DONE, UNKNOWN, DONE),
        (json!({ "result": { "success": true, "result": { "paySuccess": true } } }), UNKNOWN, DONE, DONE),
        (json!({ "paySuccess": false, "result": { "paySuccess": false } }), UNKNOWN, UNKNOWN, UNKNOWN),
        (json!({ "success": true, "result": { "payChannel": "alipay" } }), DONE, UNKNOWN, UNKNOWN),
    ] {
        let body = json!({ "code": 200, "message": "操作成功", "data": payload }).to_string();
        let ends = [
            end(&call(cancel(), 200, &body, Client::envelope()).await),
            end(&call(confirm(), 200, &body, Client::envelope()).await),
            end(&call(pay(), 200, &body, Client::envelope()).await),
        ];
        assert_eq!(ends, [cancelled, confirmed, paid], "{body}");
    }
    for (image, expected) in [("1052917395434577", DONE), (r#""1052""#, DONE), (r#""0""#, UNKNOWN), ("null", UNKNOWN)] {
        let body = format!(r#"{{"code":200,"data":{{"imageId":{image}}}}}"#);
        assert_eq!(end(&call(upload_image(), 200, &body, Client::envelope()).await), expected, "{body}");
    }
}

/// A shelf of the library, with a book on it.
#[model]
struct Shelf {
    signed: Option<bool>,
    receipt: Option<String>,
    copies: Option<u32>,
    stamps: Vec<String>,
    books: Option<Vec<Book>>,
    #[field(name = "by-room")]
    rooms: BTreeMap<String, Vec<Book>>,
}

/// A book.
#[model]
struct Book {
    #[field(name = "ID")]
    id: Option<u64>,
}

/// Lends a book.
#[endpoint(POST, "/loans", response = Shelf, proof(signed, receipt, copies, stamps, books.id, rooms.id))]
struct LendBook {
    #[param(reference)]
    title: String,
}

/// Lends whatever is there.
#[endpoint(POST, "/loans/any", response = Vec<Book>, proof(id))]
struct LendAny {
    #[param(reference)]
    title: String,
}

/// Returns a book; the answer contains no proof.
#[endpoint(POST, "/returns", proof = none)]
struct ReturnBook {
    #[param(reference)]
    title: String,
}

async fn library<E: Endpoint>(request: E, status: u16, body: &str, envelope: Envelope) -> Result<E::Response, Error> {
    let (script, timer) = (Script::new([Step::answer(status, body.to_owned())]), TestTimer::default());
    let client = countersign::Client::builder("https://books.example", Md5Sorted::default(), envelope)
        .credentials(account())
        .timer(timer)
        .transport(script.clone());
    let result = client.build().unwrap().call(request).retry(stubborn()).await;
    assert_eq!(script.attempts(), 1, "{body}");
    result.map(Reply::into_value)
}

#[tokio::test]
async fn a_proof_is_true_a_number_or_a_string_at_the_end_of_any_path() {
    let title = || String::from("Faust");
    for (body, expected) in [
        (r#"{"signed":true}"#, DONE),
        (r#"{"signed":"true"}"#, DONE),
        (r#"{"signed":false}"#, UNKNOWN),
        (r#"{"receipt":"R-1"}"#, DONE),
        (r#"{"receipt":"  "}"#, UNKNOWN),
        (r#"{"receipt":""}"#, UNKNOWN),
        (r#"{"copies":1}"#, DONE),
        (r#"{"copies":"0"}"#, UNKNOWN),
        (r#"{"copies":0}"#, UNKNOWN),
        (r#"{"stamps":["","x"]}"#, DONE),
        (r#"{"stamps":["",""]}"#, UNKNOWN),
        (r#"{"books":[{},{"ID":7}]}"#, DONE),
        (r#"{"books":[{"id":7}]}"#, UNKNOWN),
        (r#"{"books":[{"ID":0}]}"#, UNKNOWN),
        (r#"{"by-room":{"a":[],"b":[{"ID":7}]}}"#, DONE),
        (r#"{"by-room":{"a":[],"b":[{"ID":0}]}}"#, UNKNOWN),
        (r#"{"rooms":{"b":[{"ID":7}]}}"#, UNKNOWN),
        ("{}", UNKNOWN),
    ] {
        let lent = library(LendBook { title: title() }, 200, body, Envelope::none()).await;
        assert_eq!(end(&lent), expected, "{body}");
        if let Err(error) = lent {
            assert_eq!((error.kind(), error.reference()), (ErrorKind::OutcomeUnknown, Some("Faust")));
        }
        // The same body with a status that refuses.
        let refused = library(LendBook { title: title() }, 422, body, Envelope::none()).await;
        assert_eq!(end(&refused), if expected == DONE { UNKNOWN } else { REFUSED }, "422 {body}");
    }
    for (body, expected) in [(r#"[{"ID":0},{"ID":7}]"#, DONE), ("[]", UNKNOWN), ("", UNKNOWN)] {
        let lent = library(LendAny { title: title() }, 200, body, Envelope::none()).await;
        assert_eq!(end(&lent), expected, "{body}");
    }
    // An answer without a declared proof is believed.
    for body in ["", "{}", "null"] {
        library(ReturnBook { title: title() }, 200, body, Envelope::none()).await.unwrap();
    }
    let error = library(LendBook { title: title() }, 200, "{}", Envelope::none()).await.unwrap_err();
    assert!(error.to_string().contains("without `signed` or `receipt`"), "{error}");
}

#[tokio::test]
async fn requests_refused_before_they_leave_were_not_sent() {
    for (failure, expected) in
        [(NotSent, NOT_SENT), (Altered, NOT_SENT), (Interrupted, UNKNOWN), (TimedOut, UNKNOWN), (TooLarge, UNKNOWN)]
    {
        assert_eq!(end(&unanswered(failure).await), expected, "{failure:?}");
    }
    let (script, timer) = (Script::new([Step::answer(200, ordered("200"))]), TestTimer::default());
    let limiter = RateLimiter::new(Rate::per_second(1)).timer(timer.clone());
    let client = script.client(&timer).limiter(limiter).limit_wait(Duration::ZERO).build().unwrap();
    client.call(create_order("T-1")).await.unwrap();
    let limited = client.call(create_order("T-2")).await;
    assert_eq!(end(&limited), NOT_SENT);
    let limited = limited.unwrap_err();
    assert_eq!((limited.kind(), limited.is_retryable()), (ErrorKind::RateLimited, true));
    assert!(limited.wait().is_some_and(|wait| !wait.is_zero()) && limited.reference().is_none());
    let invalid = client
        .call({
            let mut changed = create_order("T-3");
            changed.cargo = Vec::new();
            changed
        })
        .await;
    assert_eq!((end(&invalid), invalid.unwrap_err().is_retryable()), (NOT_SENT, false));
    assert_eq!(script.attempts(), 1);
    let unlimited = script.client(&timer).build().unwrap();
    let late = unlimited.call(create_order("T-4")).deadline(Duration::ZERO).await.unwrap_err();
    assert_eq!((late.kind(), late.outcome()), (ErrorKind::Timeout, Outcome::NotSent));
    assert_eq!((late.is_retryable(), script.attempts()), (true, 1));
    let unset = Client::builder().credentials(account()).base_url("ftp://shop.example").build().unwrap_err();
    assert_eq!((unset.kind(), unset.outcome()), (ErrorKind::Configuration, Outcome::NotSent));
}

async fn unanswered(failure: TransportFailure) -> Result<(), Error> {
    let (script, timer) = (Script::new([Step::Fail(failure)]), TestTimer::default());
    let client = script.client(&timer).retry(RetryPolicy::none()).build().unwrap();
    client.call(create_order("T-1")).await.map(drop)
}

#[tokio::test]
async fn a_call_that_must_wait_may_be_repeated_by_the_caller_but_not_by_the_client() {
    let (script, timer) = (Script::new([Step::retry_after(429, "7")]), TestTimer::default());
    let client = script.client(&timer).retry(stubborn()).build().unwrap();
    let error = client.call(create_order("T-1")).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::RateLimited, Outcome::Refused));
    assert_eq!((error.is_retryable(), error.wait()), (true, Some(Duration::from_secs(7))));
    assert_eq!((script.attempts(), timer.waits()), (1, vec![]));
    // It is not believed next to an order, and then nothing says that the call may be repeated.
    let error = call(create_order("T-1"), 429, &ordered("200"), Client::envelope()).await.unwrap_err();
    assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::OutcomeUnknown, false));
    // Without a connection, both may be.
    let error = unanswered(NotSent).await.unwrap_err();
    assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::Connect, true));
    // A transient status leaves the outcome of an order open.
    for status in [502, 503, 504] {
        let error = call(create_order("T-1"), status, "", Client::envelope()).await.unwrap_err();
        assert!(!error.is_retryable(), "{error}");
    }
}

#[tokio::test]
async fn drift_that_is_denied_leaves_an_order_open() {
    let body = format!(r#"{{"code":200,"data":{{"orderId":"{ORDER}","later":1}}}}"#);
    let (script, timer) = (Script::new([Step::answer(200, body)]), TestTimer::default());
    let client = script.client(&timer).retry(stubborn()).deny_drift().build().unwrap();
    let error = client.call(create_order("T-1")).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::OutcomeUnknown, Outcome::Unknown));
    assert_eq!((error.reference(), script.attempts()), (Some("T-1"), 1));
    let shown = error.to_string();
    assert!(shown.contains("later") && shown.contains("`thirdOrderId` = T-1"), "{shown}");
}

#[tokio::test]
async fn a_call_that_may_be_repeated_keeps_its_kind() {
    for (status, body, kind, outcome) in [
        (200, nothing("500"), ErrorKind::Business, Outcome::Unknown),
        (200, nothing("1009"), ErrorKind::Business, Outcome::Refused),
        (200, nothing("true"), ErrorKind::Decode, Outcome::Unknown),
        (200, String::from("<html>"), ErrorKind::Decode, Outcome::Unknown),
        (302, String::new(), ErrorKind::Http, Outcome::Unknown),
        (404, String::new(), ErrorKind::Http, Outcome::Refused),
        (408, String::new(), ErrorKind::Http, Outcome::Unknown),
        (429, String::new(), ErrorKind::RateLimited, Outcome::Refused),
        (500, String::new(), ErrorKind::Http, Outcome::Unknown),
    ] {
        let (script, timer) = (Script::new([Step::answer(status, body.clone())]), TestTimer::default());
        let client = script.client(&timer).retry(RetryPolicy::none()).build().unwrap();
        let error = client.call(keyword_search()).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (kind, outcome), "{status} {body}");
        assert!(error.reference().is_none() && !error.to_string().contains("carried out"), "{error}");
    }
}

#[tokio::test]
async fn every_way_of_calling_asks_for_the_proof() {
    let body = r#"{"code":200,"data":{"success":true}}"#;
    let (script, timer) = (Script::new([Step::answer(200, body)]), TestTimer::default());
    let client = script.client(&timer).build().unwrap();
    let untyped: Box<dyn DynEndpoint> = Box::new(create_order("T-1"));
    let untyped = client.as_ref().call_dyn(untyped).await.unwrap_err();
    let diagnosis = countersign_tools::doctor::diagnose(client.as_ref(), &create_order("T-1")).await;
    let blocking = tokio::task::spawn_blocking(move || {
        let client = countersign::blocking::Client::new(client.as_ref().clone()).unwrap();
        client.call(create_order("T-1")).unwrap_err()
    });
    for error in [untyped, blocking.await.unwrap()] {
        assert_eq!((error.kind(), error.reference()), (ErrorKind::OutcomeUnknown, Some("T-1")));
    }
    let error = diagnosis.error.expect("it is told");
    assert_eq!((error.kind(), error.reference()), (ErrorKind::OutcomeUnknown, Some("T-1")));

    // A captured answer has no request, so there is no reference.
    let answer = Answer::new(StatusCode::OK, body);
    let error = Entry::of::<CreateOrder>().read(&Client::envelope(), &answer).unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::OutcomeUnknown, Outcome::Unknown));
    let raw = Client::envelope().read::<serde_json::Value>(CreateOrder::OPERATION, &answer).unwrap_err();
    assert_eq!(raw.outcome(), Outcome::Unknown);
    let made = Answer::new(StatusCode::OK, ordered("200"));
    Client::envelope().read::<serde_json::Value>(CreateOrder::OPERATION, &made).unwrap();
    Entry::of::<CreateOrder>().read(&Client::envelope(), &made).unwrap();
}
