//! Members that are kept, cleared or set in a JSON body, at its top level and nested.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::fmt::Debug;

use bytes::Bytes;
use countersign::operation::{Operation, Presence};
use countersign::param::{Received, ReceivedValue};
use countersign::scheme::{Scheme, parameters, secret, signature};
use countersign::value::{Decimal, Patch, Timestamp};
use countersign::{Auth, Client, Credentials, Endpoint, Envelope, endpoint, model};
use countersign_tools::openapi::OpenApi;
use http::Request;
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use serde_json::{Value, json};

countersign::id! {
    /// A milestone.
    pub struct MilestoneId;
}

/// Changes an issue.
#[endpoint(PATCH, "/issues/{number}", rename_all = "snake_case")]
pub struct ChangeIssue {
    /// Its number.
    pub number: u32,
    /// Its title.
    #[param(max_len = 5)]
    pub title: Patch<String>,
    /// Its milestone.
    #[param(number)]
    pub milestone: Patch<MilestoneId>,
    /// When it is due.
    pub due_on: Patch<Timestamp>,
    /// Its weight.
    #[param(range = 1..=10)]
    pub weight: Patch<Decimal>,
    /// The assignee.
    pub assignees: Option<Vec<String>>,
    /// Further changes.
    pub details: Option<Details>,
}

/// Further changes of an issue.
#[model(rename_all = "snake_case")]
pub struct Details {
    /// The reason why it was closed.
    pub state_reason: Patch<String>,
    /// Its labels.
    pub labels: Option<Vec<String>>,
}

fn rule() -> Scheme {
    let signed = parameters().sorted().pairs("=", "&").hmac_sha256(secret()).hex();
    Scheme::new(signed).parameter("sign", signature()).build().unwrap()
}

fn client() -> Client {
    Client::builder("https://issues.example", rule(), Envelope::none()).credentials(credentials()).build().unwrap()
}

fn credentials() -> Credentials {
    Credentials::new("key", "secret").unwrap()
}

fn unchanged() -> ChangeIssue {
    ChangeIssue::builder().number(7).build()
}

/// What is sent, after the other side accepted its signature and parsed the same request.
fn sent<E: Endpoint + PartialEq + Debug>(request: &E) -> Value {
    let prepared = client().prepare(request).unwrap().request;
    let received = Received::new(E::OPERATION, &prepared).unwrap();
    Auth::verify(&rule(), &received, &credentials()).unwrap();
    assert_eq!(&E::parse(&received).unwrap(), request);
    let mut body: Value = serde_json::from_slice(prepared.body()).unwrap();
    body.as_object_mut().unwrap().remove("sign");
    body
}

#[test]
fn kept_members_are_omitted_cleared_ones_are_null_and_set_ones_are_sent() {
    assert_eq!(sent(&unchanged()), json!({}));
    let cleared =
        ChangeIssue::builder().number(7).clear_title().clear_milestone().clear_due_on().clear_weight().build();
    assert_eq!(sent(&cleared), json!({ "title": null, "milestone": null, "due_on": null, "weight": null }));
    let set = ChangeIssue::builder().number(7).title("a").milestone(9).weight(Decimal::from(3)).build();
    assert_eq!(sent(&set), json!({ "title": "a", "milestone": 9, "weight": "3" }));
    assert_eq!(sent(&ChangeIssue { title: Patch::Set("null".into()), ..unchanged() }), json!({ "title": "null" }));
    assert_eq!(sent(&ChangeIssue { title: Patch::Set(String::new()), ..unchanged() }), json!({ "title": "" }));
}

#[test]
fn a_cleared_member_is_signed() {
    let trace = client().prepare(&ChangeIssue { title: Patch::Clear, ..unchanged() }).unwrap().trace;
    assert_eq!(trace.signed(), b"title=null");
}

#[test]
fn a_null_that_was_not_signed_is_refused() {
    let prepared = client().prepare(&ChangeIssue { title: Patch::Set("a".into()), ..unchanged() }).unwrap().request;
    let body = String::from_utf8(prepared.body().to_vec()).unwrap().replacen('{', r#"{"milestone":null,"#, 1);
    let altered = prepared.map(|_| Bytes::from(body));
    let received = Received::new(ChangeIssue::OPERATION, &altered).unwrap();
    Auth::verify(&rule(), &received, &credentials()).unwrap_err();
}

#[test]
fn an_empty_list_is_sent_and_a_list_that_is_not_set_is_not() {
    assert_eq!(sent(&ChangeIssue { assignees: Some(Vec::new()), ..unchanged() }), json!({ "assignees": [] }));
    let built = ChangeIssue::builder().number(7).assignees(["ann"]).build();
    assert_eq!(sent(&built), json!({ "assignees": ["ann"] }));
    let none = ChangeIssue::builder().number(7).assignees([""; 0]).build();
    assert_eq!(none.assignees, Some(Vec::new()));
}

#[test]
fn nested_members_tell_the_three_apart() {
    let details = |state_reason, labels| ChangeIssue { details: Some(Details { state_reason, labels }), ..unchanged() };
    assert_eq!(sent(&details(Patch::Keep, None)), json!({ "details": {} }));
    let cleared = json!({ "details": { "state_reason": null, "labels": [] } });
    assert_eq!(sent(&details(Patch::Clear, Some(Vec::new()))), cleared);
    assert_eq!(sent(&details(Patch::Set("x".into()), None)), json!({ "details": { "state_reason": "x" } }));
    let read = |text: &str| serde_json::from_str::<Details>(text).unwrap().state_reason;
    assert_eq!((read("{}"), read(r#"{"state_reason":null}"#)), (Patch::Keep, Patch::Clear));
    assert_eq!(read(r#"{"state_reason":"x"}"#), Patch::Set("x".into()));
}

#[test]
fn limits_apply_only_to_what_is_set() {
    let refused = |request: &ChangeIssue| client().prepare(request).unwrap_err().to_string();
    assert!(
        refused(&ChangeIssue { title: Patch::Set("longer".into()), ..unchanged() }).contains("at most 5 characters")
    );
    assert!(refused(&ChangeIssue { weight: Patch::Set(Decimal::from(11)), ..unchanged() }).contains("from 1 to 10"));
    let request = Request::patch("https://issues.example/issues/7").body(Bytes::from(r#"{"title":"longer"}"#)).unwrap();
    let received = Received::new(ChangeIssue::OPERATION, &request).unwrap();
    assert!(ChangeIssue::parse(&received).unwrap_err().to_string().contains("at most 5 characters"));
}

#[test]
fn the_metadata_and_the_document_say_that_null_is_a_value() {
    let title = ChangeIssue::OPERATION.parameter("title").unwrap();
    assert_eq!(title.presence(), Presence::Nullable);
    const OPERATIONS: &[&Operation] = &[ChangeIssue::OPERATION];
    let document = OpenApi::new("Issues", "1.0", &[("issues", OPERATIONS)]).to_json();
    let schema =
        &document["paths"]["/issues/{number}"]["patch"]["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(schema["properties"]["title"]["type"], json!(["string", "null"]));
    assert_eq!(schema.get("required"), None);
    let details = &document["components"]["schemas"]["Details"]["properties"];
    assert_eq!(details["state_reason"]["type"], json!(["string", "null"]));
    assert_eq!(details["labels"]["type"], "array");
}

#[test]
fn a_typed_null_clears() {
    let value = |text: &'static str| {
        let parameter = |name| ChangeIssue::OPERATION.parameter(name).unwrap();
        let values = [(parameter("number"), "7"), (parameter("title"), text)];
        let values = values.map(|(parameter, text)| (parameter, ReceivedValue::Text(text.into())));
        ChangeIssue::parse(&Received::from_values(ChangeIssue::OPERATION, values)).unwrap().title
    };
    assert_eq!((value("null"), value("new")), (Patch::Clear, Patch::Set("new".into())));
}

fn patch<T: Clone + Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Patch<T>> {
    prop_oneof![Just(Patch::Keep), Just(Patch::Clear), value.prop_map(Patch::Set)]
}

proptest! {
    #[test]
    fn every_change_is_read_back(
        title in patch(".{0,5}"), milestone in patch(any::<u64>()), due_on in patch(0..253_370_736_000_000_i64),
        assignees in any::<Option<Vec<String>>>(), state_reason in patch(".*"), labels in any::<Option<Vec<String>>>(),
    ) {
        let milestone = match milestone {
            Patch::Set(id) => Patch::Set(MilestoneId::from(id)),
            Patch::Clear => Patch::Clear,
            Patch::Keep => Patch::Keep,
        };
        let due_on = match due_on {
            Patch::Set(millisecond) => Patch::Set(Timestamp::from_millisecond(millisecond)),
            Patch::Clear => Patch::Clear,
            Patch::Keep => Patch::Keep,
        };
        let details = Some(Details { state_reason, labels });
        sent(&ChangeIssue { number: 7, title, milestone, due_on, weight: Patch::Keep, assignees, details });
    }
}
