//! How an API describes its failures: the kind of each, whether it is transient, when to try again, and its own
//! details.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::time::Duration;

use bytes::Bytes;
use countersign::operation::Operation;
use countersign::scheme::Scheme;
use countersign::transport::MemoryTransport;
use countersign::value::{ProblemDetails, Timestamp};
use countersign::{Answer, Api as _, Endpoint, Envelope, Error, ErrorKind, KnownFailure, Outcome, endpoint, model};
use countersign_tools::openapi::OpenApi;
use http::{Response, StatusCode};

/// GitHub's description of a failure.
#[model(rename_all = "snake_case")]
pub struct Failure {
    /// The message.
    pub message: Option<String>,
    /// The status, as a string.
    pub status: Option<u16>,
}

/// Binance's description of a failure.
#[model]
pub struct Refusal {
    /// The code.
    pub code: i32,
    /// The message.
    pub msg: String,
}

/// Returns a repository.
#[endpoint(GET, "/repo")]
pub struct GetRepository {}

/// Places an order.
#[endpoint(POST, "/order", error = Refusal)]
pub struct PlaceOrder {}

const KNOWN: &[KnownFailure] = &[
    KnownFailure::of_status(403).with_header("retry-after", None).with_kind(ErrorKind::RateLimited),
    KnownFailure::of_status(403)
        .with_header("x-ratelimit-remaining", Some("0"))
        .with_kind(ErrorKind::RateLimited)
        .with_wait_until("x-ratelimit-reset"),
    KnownFailure::of_status(403).with_text("secondary rate limit").with_kind(ErrorKind::RateLimited),
    KnownFailure::of_status(418).with_kind(ErrorKind::RateLimited).with_hint("the address is banned for a while"),
    KnownFailure::of_code("-1003").with_kind(ErrorKind::RateLimited),
    KnownFailure::of_code("-1016").with_retryable(true),
    KnownFailure::of_status(503).with_code("-1008").with_retryable(false),
    KnownFailure::of_status(404).with_hint("it is not there, or not visible to this token"),
];

countersign::api! {
    /// An API without an envelope.
    pub struct Plain {
        base_url: "https://api.example",
        auth: Scheme::unsigned().build(),
        envelope: Envelope::none().with_known_failures(KNOWN),
        error: Failure,
    }
    operations { plain: GetRepository, PlaceOrder; }
}

/// The error of a call with this answer.
fn failed(status: u16, headers: &[(&'static str, &'static str)], body: &'static str) -> Error {
    let headers = headers.to_vec();
    let transport = MemoryTransport::new(move |_| {
        let mut response = Response::builder().status(status);
        for (name, value) in &headers {
            response = response.header(*name, *value);
        }
        response.body(body.into()).unwrap()
    });
    let client = Plain::builder().transport(transport).clock(|| Timestamp::from_millisecond(1_700_000_000_000));
    let client = client.build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async { client.place_order().send().await.unwrap_err() })
}

#[test]
fn a_status_with_a_header_is_a_rate_limit_with_a_wait() {
    let error = failed(403, &[("retry-after", "60")], "{}");
    assert_eq!((error.kind(), error.wait()), (ErrorKind::RateLimited, Some(Duration::from_secs(60))));
    assert!(error.is_retryable() && error.outcome() == Outcome::Refused);
    let reset = [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "1700000090")];
    let error = failed(403, &reset, "{}");
    assert_eq!((error.kind(), error.wait()), (ErrorKind::RateLimited, Some(Duration::from_secs(90))));
    let past = failed(403, &[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "5")], "{}");
    assert_eq!(past.wait(), Some(Duration::ZERO));
    let both = failed(403, &[("x-ratelimit-remaining", "0"), ("retry-after", "7")], "{}");
    assert_eq!(both.wait(), Some(Duration::from_secs(7)));
    assert_eq!(failed(403, &[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "soon")], "{}").wait(), None);
}

#[test]
fn another_403_is_a_refusal_for_good() {
    let left = failed(403, &[("x-ratelimit-remaining", "17"), ("x-ratelimit-reset", "1700000090")], "{}");
    assert_eq!((left.kind(), left.is_retryable(), left.wait()), (ErrorKind::Http, false, None));
    let said = failed(403, &[], r#"{"message": "You have exceeded a secondary rate limit."}"#);
    assert_eq!((said.kind(), said.is_retryable()), (ErrorKind::RateLimited, true));
}

#[test]
fn a_status_and_a_code_determine_the_kind_and_whether_it_is_transient() {
    let banned = failed(418, &[], r#"{"code": -1003, "msg": "Way too much request weight used"}"#);
    assert_eq!((banned.kind(), banned.code()), (ErrorKind::RateLimited, Some("-1003")));
    assert_eq!(banned.hint(), Some("the address is banned for a while"));
    assert_eq!(failed(400, &[], r#"{"code": -1003, "msg": ""}"#).kind(), ErrorKind::RateLimited);
    let closing = failed(400, &[], r#"{"code": -1016, "msg": ""}"#);
    assert_eq!((closing.kind(), closing.is_retryable()), (ErrorKind::Http, true));
    assert!(!failed(400, &[], r#"{"code": -2010, "msg": ""}"#).is_retryable());
}

#[test]
fn a_hint_is_the_apis_own() {
    let known = failed(404, &[], "{}");
    assert_eq!(known.hint(), Some("it is not there, or not visible to this token"));
    let unknown = Envelope::none().read::<()>(PlaceOrder::OPERATION, &Answer::new(StatusCode::NOT_FOUND, "{}"));
    assert_eq!(unknown.unwrap_err().hint(), None);
}

#[test]
fn an_unknown_outcome_stays_unknown() {
    let error = failed(503, &[], r#"{"code": -1008, "msg": "overloaded"}"#);
    assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::OutcomeUnknown, false));
}

#[test]
fn details_are_read_leniently_and_the_body_is_kept_unchanged() {
    let error = failed(422, &[], r#"{"message": "Validation Failed", "status": "422", "more": [1]}"#);
    let detail: Failure = error.detail().unwrap();
    assert_eq!((detail.message.as_deref(), detail.status), (Some("Validation Failed"), Some(422)));
    assert!(error.body().unwrap().starts_with(b"{\"message\""));
    let refusal: Refusal = failed(400, &[], "\u{feff}{\"code\": \"-2010\", \"msg\": \"no\"}").detail().unwrap();
    assert_eq!(refusal.code, -2010);
    let page = failed(403, &[], "<html>");
    assert!(page.detail::<Failure>().unwrap_err().to_string().starts_with("cannot read `Failure`"));
    assert!(Error::new(ErrorKind::Timeout, "late").detail::<Failure>().is_err());
    let answer = Answer::new(StatusCode::BAD_REQUEST, Bytes::from_static(b"{\"message\": \"\xff\"}"));
    let error = Envelope::none().read::<()>(PlaceOrder::OPERATION, &answer).unwrap_err();
    assert!(error.detail::<Failure>().unwrap_err().to_string().contains("not UTF-8 after byte 13"));
}

#[test]
fn problem_details_ignore_members_of_another_kind() {
    let body = r#"{"type": 7, "title": "No credit", "status": "403", "instance": "/a/1", "balance": 30}"#;
    let problem: ProblemDetails = failed(403, &[], body).detail().unwrap();
    assert_eq!((problem.problem_type(), problem.title(), problem.status()), ("about:blank", Some("No credit"), None));
    assert_eq!((problem.detail(), problem.instance()), (None, Some("/a/1")));
    assert_eq!(problem.member("balance"), Some(&serde_json::json!(30)));
}

#[test]
fn the_document_names_the_type_of_failures() {
    const OPERATIONS: &[&Operation] = &[GetRepository::OPERATION, PlaceOrder::OPERATION];
    let document = OpenApi::new("Plain", "1.0", &[("plain", OPERATIONS)]).error(Plain::ERROR).to_json();
    let schema = |path: &str, method: &str| {
        let default = &document["paths"][path][method]["responses"]["default"];
        let shared = default["$ref"].as_str().and_then(|name| document.pointer(name.trim_start_matches('#')));
        shared.unwrap_or(default)["content"]["application/json"]["schema"]["$ref"].clone()
    };
    assert_eq!(schema("/repo", "get"), "#/components/schemas/Failure");
    assert_eq!(schema("/order", "post"), "#/components/schemas/Refusal");
}
