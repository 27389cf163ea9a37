//! Calls that the server recognizes as repetitions: all attempts of a call have one key, and each call has its own.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::BTreeSet;

use bytes::Bytes;
use countersign::operation::Operation;
use countersign::param::Received;
use countersign::scheme::{Scheme, header, parameters, secret, signature};
use countersign::transport::TransportFailure;
use countersign::{Auth, Client, Credentials, Endpoint, Envelope, ErrorKind, Outcome, endpoint};
use countersign_tests::script::{Script, Step, TestTimer};
use countersign_tools::openapi::OpenApi;
use http::Request;
use serde_json::json;

/// Pays.
#[endpoint(POST, "/payments", retry = idempotent(key))]
#[derive(Clone)]
pub struct Pay {
    /// The amount.
    pub cents: u32,
    /// The key by which a repetition is recognized.
    #[param(in = header, name = "idempotency-key")]
    pub key: Option<String>,
}

/// Orders.
#[endpoint(POST, "/orders", retry = idempotent(number), confirm = false)]
#[derive(Clone)]
pub struct Order {
    /// The caller's own number.
    pub number: u64,
}

fn rule() -> Scheme {
    let signed = parameters().sorted().pairs("=", "&") + "\n" + header("idempotency-key").optional();
    Scheme::new(signed.hmac_sha256(secret()).hex()).header("x-sign", signature()).build().unwrap()
}

fn credentials() -> Credentials {
    Credentials::new("payer", "sesame").unwrap()
}

fn client(script: &Script) -> Client {
    let client = Client::builder("https://pay.example", rule(), Envelope::none()).credentials(credentials());
    client.transport(script.clone()).timer(TestTimer::default()).random(|| 0.5).build().unwrap()
}

fn lost() -> Step {
    Step::Fail(TransportFailure::Interrupted)
}

fn keys(script: &Script) -> Vec<String> {
    script.requests().iter().map(key).collect()
}

/// The key of a request, which the other side verifies.
fn key(request: &Request<Bytes>) -> String {
    let received = Received::new(Pay::OPERATION, request).unwrap();
    Auth::verify(&rule(), &received, &credentials()).unwrap();
    Pay::parse(&received).unwrap().key.unwrap()
}

fn pay() -> Pay {
    Pay::builder().cents(5_u32).build()
}

#[tokio::test]
async fn all_attempts_of_a_call_have_one_key_and_each_call_its_own() {
    let script = Script::new([lost(), Step::answer(503, ""), Step::answer(200, "{}")]);
    let client = client(&script);
    client.call(pay()).await.unwrap();
    client.call(pay()).await.unwrap();
    let keys = keys(&script);
    assert_eq!((keys.len(), BTreeSet::from_iter(&keys[..3]).len(), keys[3] == keys[0]), (4, 1, false), "{keys:?}");
    let groups: Vec<usize> = keys[0].split('-').map(str::len).collect();
    assert_eq!(
        (groups, keys[0].as_bytes()[14], &keys[0][19..20] >= "8"),
        (vec![8, 4, 4, 4, 12], b'4', true),
        "{keys:?}"
    );
}

#[tokio::test]
async fn keys_do_not_repeat() {
    let script = Script::new([Step::answer(200, "{}")]);
    let client = client(&script);
    for _ in 0..200 {
        client.call(pay()).await.unwrap();
    }
    assert_eq!(BTreeSet::from_iter(keys(&script)).len(), 200);
}

#[tokio::test]
async fn the_callers_own_key_is_kept() {
    let script = Script::new([lost(), Step::answer(200, "{}")]);
    client(&script).call(Pay::builder().cents(5_u32).key("mine").build()).await.unwrap();
    assert_eq!(keys(&script), ["mine", "mine"]);
    let script = Script::new([lost(), Step::answer(200, "{}")]);
    client(&script).call(Order { number: 7 }).await.unwrap();
    assert_eq!(script.attempts(), 2);
}

#[tokio::test]
async fn an_outcome_that_stays_unknown_is_reported_with_the_key() {
    let script = Script::new([lost()]);
    let error = client(&script).call(pay()).await.err().unwrap();
    let keys = keys(&script);
    assert_eq!(
        (error.kind(), error.outcome(), keys.len()),
        (ErrorKind::OutcomeUnknown, Outcome::Unknown, 3),
        "{error}"
    );
    assert_eq!(error.reference(), Some(&*keys[0]));
    assert!(!error.is_retryable(), "another call would have another key");
    assert!(error.explain().to_string().contains(&keys[0]), "{}", error.explain());
}

#[tokio::test]
async fn a_refusal_is_not_repeated() {
    let script = Script::new([Step::answer(400, "no")]);
    let error = client(&script).call(pay()).await.err().unwrap();
    assert_eq!((error.outcome(), script.attempts()), (Outcome::Refused, 1));
}

#[tokio::test]
async fn the_key_cannot_be_left_out() {
    let script = Script::new([Step::answer(200, "{}")]);
    let error = client(&script).call(pay()).without("key").await.err().unwrap();
    assert_eq!((error.kind(), script.attempts()), (ErrorKind::InvalidParameter, 0));
    assert!(error.to_string().contains("recognises a repetition by `idempotency-key`"), "{error}");
}

#[tokio::test]
async fn calls_of_tools_have_keys_too() {
    let script = Script::new([lost(), Step::answer(200, "{}")]);
    let request: Box<dyn countersign::DynEndpoint> = Box::new(pay());
    client(&script).call_dyn(request).await.unwrap();
    let keys = keys(&script);
    assert_eq!((keys.len(), keys[0] == keys[1]), (2, true));
}

#[test]
fn metadata_and_openapi_name_the_key() {
    assert_eq!(Pay::OPERATION.idempotency(), Some("key"));
    assert!(Pay::OPERATION.needs_confirmation(), "a payment is still one");
    assert!(!Order::OPERATION.needs_confirmation());
    let operations: [&Operation; 1] = [Pay::OPERATION];
    let document = OpenApi::new("Pay", "1", &[("pay", &operations)]).to_json();
    let pay = &document["paths"]["/payments"]["post"];
    assert_eq!((&pay["x-retry"], &pay["x-idempotency"]), (&json!("idempotent"), &json!("idempotency-key")));
}
