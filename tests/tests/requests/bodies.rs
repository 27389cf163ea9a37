//! Which requests have a body: those with something in it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::fmt::Debug;

use bytes::Bytes;
use countersign::operation::{Body, Operation};
use countersign::param::Received;
use countersign::scheme::{Scheme, parameters, secret, signature};
use countersign::{Auth, Client, Credentials, Endpoint, Envelope, endpoint};
use countersign_tools::openapi::OpenApi;
use http::{Method, Request, header};
use proptest::prelude::proptest;
use serde_json::json;

/// Removes labels of an issue.
#[endpoint(DELETE, "/issues/{number}/labels", body = json)]
pub struct RemoveLabels {
    /// Its number.
    pub number: u32,
    /// The labels.
    pub labels: Vec<String>,
    /// Whether anything is removed.
    #[param(in = query)]
    pub dry_run: Option<bool>,
}

/// Locks an issue.
#[endpoint(PUT, "/issues/{number}/lock")]
pub struct Lock {
    /// Its number.
    pub number: u32,
}

/// Says that it is there.
#[endpoint(POST, "/ping")]
pub struct Ping {}

/// Runs a command.
#[endpoint(POST, "/run", constant("Action" = "Run"))]
pub struct Run {}

fn rule() -> Scheme {
    let signed = parameters().sorted().pairs("=", "&").hmac_sha256(secret()).hex();
    Scheme::new(signed).parameter("sign", signature()).build().unwrap()
}

fn credentials() -> Credentials {
    Credentials::new("key", "secret").unwrap()
}

/// What is sent, after the other side accepted its signature and parsed the same request.
fn sent<E: Endpoint + PartialEq + Debug>(request: &E) -> Request<Bytes> {
    let client = Client::builder("https://issues.example", rule(), Envelope::none()).credentials(credentials());
    let prepared = client.build().unwrap().prepare(request).unwrap().request;
    let received = Received::new(E::OPERATION, &prepared).unwrap();
    Auth::verify(&rule(), &received, &credentials()).unwrap();
    assert_eq!(&E::parse(&received).unwrap(), request);
    prepared
}

#[test]
fn a_delete_has_the_body_that_is_declared() {
    let request = sent(&RemoveLabels { number: 7, labels: vec!["a".into()], dry_run: Some(true) });
    assert_eq!((request.method(), request.uri().path()), (&Method::DELETE, "/issues/7/labels"));
    assert_eq!(request.uri().query(), Some("dryRun=true"));
    assert!(request.body().starts_with(br#"{"labels":["a"],"sign":""#), "{:?}", request.body());
    assert_eq!(request.headers()[header::CONTENT_TYPE], "application/json");
}

#[test]
fn nothing_is_sent_where_nothing_travels_in_the_body() {
    for request in [sent(&Lock { number: 7 }), sent(&Ping {})] {
        assert!(request.body().is_empty() && !request.headers().contains_key(header::CONTENT_TYPE), "{request:?}");
        assert_eq!(request.headers()[header::CONTENT_LENGTH], "0");
        assert!(request.uri().query().unwrap().starts_with("sign="), "{request:?}");
    }
    assert_eq!((Lock::OPERATION.body(), Ping::OPERATION.body()), (Body::None, Body::None));
    assert_eq!(Run::OPERATION.body(), Body::Json, "a constant travels in it");
    assert!(sent(&Run {}).body().starts_with(br#"{"Action":"Run","#));
}

#[test]
fn the_document_has_a_body_where_there_is_one() {
    const OPERATIONS: &[&Operation] = &[RemoveLabels::OPERATION, Lock::OPERATION];
    let document = OpenApi::new("Issues", "1.0", &[("issues", OPERATIONS)]).to_json();
    let labels = &document["paths"]["/issues/{number}/labels"]["delete"]["requestBody"]["content"]["application/json"];
    assert_eq!(
        labels["schema"]["properties"]["labels"],
        json!({ "type": "array", "items": { "type": "string" }, "description": "The labels." })
    );
    assert!(document["paths"]["/issues/{number}/lock"]["put"].get("requestBody").is_none());
}

proptest! {
    #[test]
    fn what_a_delete_carries_is_read_back(labels: Vec<String>, number: u32, dry_run: Option<bool>) {
        sent(&RemoveLabels { number, labels, dry_run });
        sent(&Lock { number });
    }
}
