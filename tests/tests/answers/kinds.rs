//! Answers other than a JSON object with status 200: text, bytes, nothing, a status instead of a value, several
//! successes, and types that are read by serde.
#![allow(clippy::exhaustive_enums, clippy::exhaustive_structs, reason = "nobody depends on a test")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::BTreeMap;

use bytes::Bytes;
use countersign::operation::Operation;
use countersign::scheme::Scheme;
use countersign::transport::MemoryTransport;
use countersign::value::{Decimal, Redirect, Serde, Text};
use countersign::{Answer, Endpoint, Entry, Envelope, Error, ErrorKind, Model as _, Reply, endpoint, model};
use countersign_server::stand_in::{Served, Service};
use countersign_tools::openapi::OpenApi;
use http::StatusCode;
use proptest::prelude::{any, proptest};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Returns a sentence.
#[endpoint(GET, "/zen", response = Text)]
pub struct Zen {}

/// Returns an archive.
#[endpoint(GET, "/archive", response = Bytes)]
pub struct Archive {}

/// Cancels a run.
#[endpoint(POST, "/cancel", response = (), status = [202])]
pub struct Cancel {}

/// Returns whether something is starred.
#[endpoint(GET, "/starred", response = Option<()>, empty = [404])]
pub struct Starred {}

/// Returns a repository.
#[endpoint(GET, "/repo", response = Option<Repository>, empty = [304])]
pub struct GetRepository {}

/// Returns text, unless it did not change.
#[endpoint(GET, "/readme", response = Option<Text>, empty = [304, 404])]
pub struct Readme {}

/// Places an order, or returns why it cannot be placed.
#[endpoint(POST, "/orders", response = Repository, status = [201, 409])]
pub struct PlaceOrder {}

/// Returns whether something is there.
#[endpoint(HEAD, "/repo")]
pub struct Look {}

/// Returns whether something is there, and whether it is not.
#[endpoint(HEAD, "/repo/{name}", response = Option<()>, empty = [404])]
pub struct LookFor {
    /// What.
    pub name: String,
}

/// Returns candles.
#[endpoint(GET, "/klines", response = Serde<Vec<(u64, Decimal)>>)]
pub struct Candles {}

/// A repository.
#[model]
pub struct Repository {
    /// Its name.
    pub name: String,
}

/// What is at a path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Contents {
    /// A file.
    File {
        /// Its size.
        size: Decimal,
    },
    /// What a folder holds.
    Folder(Vec<String>),
}

/// A model of types that only serde knows.
#[model]
pub struct Mixed {
    /// One of several.
    #[field(serde)]
    pub contents: Contents,
    /// A pair, if there is one.
    #[field(serde)]
    pub pair: Option<(u8, String)>,
    /// Numbers by number.
    #[field(serde, default)]
    pub by_number: BTreeMap<u32, u64>,
}

fn read<E: Endpoint>(status: u16, body: impl Into<Bytes>) -> Result<Reply<E::Response>, Error> {
    Envelope::none().read::<E::Response>(E::OPERATION, &answer(status, body))
}

fn value_of<T: Serialize + serde::de::DeserializeOwned + 'static>(body: &'static str) -> Result<T, String> {
    let read = Envelope::none().read::<Serde<T>>(Candles::OPERATION, &answer(200, body));
    read.map(|reply| reply.into_value().into_inner()).map_err(|error| error.to_string())
}

fn answer(status: u16, body: impl Into<Bytes>) -> Answer {
    Answer::new(StatusCode::from_u16(status).unwrap(), body)
}

fn value<E: Endpoint>(status: u16, body: impl Into<Bytes>) -> E::Response {
    read::<E>(status, body).unwrap().into_value()
}

#[test]
fn text_and_bytes_are_read_unchanged() {
    assert_eq!(&*value::<Zen>(200, "Light \"one\" lamp.\n"), "Light \"one\" lamp.\n");
    assert_eq!(&*value::<Zen>(200, ""), "");
    assert_eq!(value::<Archive>(200, &b"\x00\xff{"[..]).as_ref(), b"\x00\xff{");
    assert_eq!(value::<Archive>(200, "").as_ref(), b"");
    let error = read::<Zen>(200, &b"ab\xff"[..]).unwrap_err();
    assert_eq!((error.kind(), error.to_string().contains("not UTF-8 after byte 2")), (ErrorKind::Decode, true));
}

#[test]
fn a_redirect_is_an_answer_that_is_not_followed() {
    let at = |status: u16, location: &'static str| {
        let mut answer = answer(status, "");
        answer.headers.insert(http::header::LOCATION, http::HeaderValue::from_static(location));
        Envelope::none().read::<Redirect>(Archive::OPERATION, &answer).map(Reply::into_value)
    };
    for status in [301, 302, 303, 307, 308] {
        assert_eq!(at(status, "https://files.example/a?token=b").unwrap().target(), "https://files.example/a?token=b");
    }
    assert!(!format!("{:?}", at(302, "https://files.example/a?token=b").unwrap()).contains("token"));
    at(404, "https://files.example/a").unwrap_err();
    let missing = Envelope::none().read::<Redirect>(Archive::OPERATION, &answer(302, "")).unwrap_err();
    assert!(missing.to_string().contains("`location`"), "{missing}");
    Envelope::none().read::<Redirect>(Archive::OPERATION, &answer(204, "")).unwrap_err();
}

#[test]
fn an_answer_without_a_value_is_not_read() {
    for body in ["", "{}", "no JSON", "<html>"] {
        value::<Cancel>(202, body);
        value::<Cancel>(204, body);
    }
    read::<Cancel>(409, "").unwrap_err();
}

#[test]
fn a_status_can_mean_no_value() {
    assert_eq!((value::<Starred>(204, ""), value::<Starred>(404, r#"{"message":"Not Found"}"#)), (Some(()), None));
    assert_eq!(value::<GetRepository>(304, ""), None);
    assert_eq!(value::<GetRepository>(200, r#"{"name":"a"}"#).unwrap().name, "a");
    assert_eq!(read::<GetRepository>(404, "").unwrap_err().status(), Some(StatusCode::NOT_FOUND));
    assert_eq!(value::<Readme>(404, "whatever"), None);
    assert_eq!(value::<Readme>(200, "hi").unwrap(), Text::from("hi"));
    let entry = Entry::of::<GetRepository>().read(&Envelope::none(), &answer(304, "")).unwrap();
    assert_eq!((&*entry, entry.status()), (&Value::Null, StatusCode::NOT_MODIFIED));
}

#[test]
fn several_statuses_are_a_success() {
    for status in [200, 201, 202, 299, 409] {
        assert_eq!(value::<PlaceOrder>(status, r#"{"name":"a"}"#).name, "a");
    }
    read::<PlaceOrder>(400, r#"{"name":"a"}"#).unwrap_err();
}

#[test]
fn an_answer_to_head_has_no_body() {
    let envelope = Envelope::default();
    for status in [200, 204] {
        envelope.read::<()>(Look::OPERATION, &answer(status, "")).unwrap();
    }
    let found = |status| envelope.read::<Option<()>>(LookFor::OPERATION, &answer(status, "")).map(Reply::into_value);
    assert_eq!((found(200).unwrap(), found(404).unwrap()), (Some(()), None));
    assert_eq!(found(403).unwrap_err().kind(), ErrorKind::Http);
}

#[test]
fn a_failure_envelope_in_place_of_bytes_is_a_failure() {
    let envelope = Envelope::default();
    let refused = envelope.read::<Bytes>(Archive::OPERATION, &answer(200, r#"{"code":"17","message":"gone"}"#));
    assert_eq!(refused.unwrap_err().code(), Some("17"));
    let read = envelope.read::<Bytes>(Archive::OPERATION, &answer(200, "PK")).unwrap();
    assert_eq!(read.as_ref(), b"PK");
    let untouched = envelope.read::<Bytes>(Archive::OPERATION, &answer(200, r#"{"a":1}"#)).unwrap();
    assert_eq!(untouched.as_ref(), br#"{"a":1}"#);
}

#[test]
fn serde_reads_tuples_unions_and_maps_with_every_digit() {
    let candles = value::<Candles>(200, r#"[[1772352000000, "61200.50000000"], [9007199254740993, 1.5]]"#);
    assert_eq!(candles[1], (9_007_199_254_740_993, Decimal::new(15, 1)));
    assert_eq!(candles[0].1.to_string(), "61200.50000000");
    let exact = value_of::<(Decimal, Contents)>(r#"[0.30000000000000004, {"size": 1234567890.1234567890}]"#).unwrap();
    let size = |text: &str| Contents::File { size: text.parse().unwrap() };
    assert_eq!(exact, ("0.30000000000000004".parse().unwrap(), size("1234567890.1234567890")));
    let mixed = Mixed::from_json(r#"{"contents": ["a"], "pair": [1, "b"], "byNumber": {"7": 8}}"#).unwrap();
    assert_eq!((mixed.contents, mixed.pair), (Contents::Folder(vec!["a".into()]), Some((1, "b".into()))));
    assert_eq!(mixed.by_number, BTreeMap::from([(7, 8)]));
    let sparse = Mixed::from_json(r#"{"contents": {"size": 1.25}, "byNumber": null}"#).unwrap();
    assert_eq!((&sparse.contents, &sparse.pair), (&Contents::File { size: Decimal::new(125, 2) }, &None));
    assert_eq!(serde_json::to_string(&sparse).unwrap(), r#"{"contents":{"size":"1.25"},"byNumber":{}}"#);
}

#[test]
fn values_that_serde_would_round_or_cannot_read_are_errors_with_their_place() {
    let floats = |body: &'static str| value_of::<Vec<(f64, String)>>(body);
    assert_eq!(floats(r#"[[0.30000000000000004, "a"]]"#).unwrap()[0].0, 0.1 + 0.2);
    let error = floats(r#"[[0.12345678901234567890, "a"]]"#).unwrap_err();
    assert!(error.contains("0.12345678901234567890 has more digits"), "{error}");
    let error = Mixed::from_json(r#"{"contents": 7}"#).unwrap_err();
    assert_eq!(error.path(), "contents");
    assert!(Mixed::from_json("{}").unwrap_err().to_string().contains("missing field `contents`"));
}

#[test]
fn serde_types_have_the_same_limits() {
    let many = format!("[{}[1,\"1\"]]", "[1,\"1\"],".repeat(200));
    let envelope = Envelope::none().with_max_items(100);
    let read = envelope.read::<<Candles as Endpoint>::Response>(Candles::OPERATION, &answer(200, many));
    assert!(read.unwrap_err().to_string().contains("100"));
}

countersign::api! {
    /// An API without an envelope.
    pub struct Plain { base_url: "https://api.example", auth: Scheme::unsigned().build(), envelope: Envelope::none() }
    operations { plain: Zen, Archive, Cancel, Starred, GetRepository, PlaceOrder, Look, LookFor, Candles; }
}

#[test]
fn a_stand_in_answers_as_declared() {
    let service = Service::builder::<Plain>()
        .credentials(countersign::Credentials::none())
        .on::<Zen>(|_| Served::response(&Text::from("Light.")))
        .on::<Archive>(|_| Served::response(&Bytes::from_static(b"\x00\xff")))
        .on::<Cancel>(|_| Served::response(&()))
        .on::<Starred>(|_| Served::response(&None::<()>))
        .on::<GetRepository>(|_| Served::response(&Some(json!({ "name": "a" }))))
        .on::<PlaceOrder>(|_| Served::response(&json!({ "name": "a" })))
        .on::<LookFor>(|request| Served::raw(if request.name == "a" { 200 } else { 404 }, ""))
        .build()
        .unwrap();
    let transport = MemoryTransport::new(move |request| service.answer(request));
    let client = Plain::builder().transport(transport).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        assert_eq!(**client.zen().send().await.unwrap(), *"Light.");
        assert_eq!(client.archive().send().await.unwrap().as_ref(), b"\x00\xff");
        assert_eq!(client.cancel().send().await.unwrap().status(), StatusCode::ACCEPTED);
        assert_eq!(*client.starred().send().await.unwrap(), None);
        assert_eq!(client.get_repository().send().await.unwrap().as_ref().unwrap().name, "a");
        assert_eq!(client.place_order().send().await.unwrap().status(), StatusCode::CREATED);
        assert_eq!(*client.look_for().name("a").send().await.unwrap(), Some(()));
        assert_eq!(*client.look_for().name("b").send().await.unwrap(), None);
    });
}

#[test]
fn the_document_names_statuses_and_media_types() {
    const OPERATIONS: &[&Operation] = &[
        Zen::OPERATION,
        Archive::OPERATION,
        Cancel::OPERATION,
        GetRepository::OPERATION,
        Look::OPERATION,
        PlaceOrder::OPERATION,
    ];
    let document = OpenApi::new("Plain", "1.0", &[("plain", OPERATIONS)]).to_json();
    let responses = |path: &str, method: &str| document["paths"][path][method]["responses"].clone();
    assert_eq!(responses("/zen", "get")["200"]["content"], json!({ "text/plain": { "schema": { "type": "string" } } }));
    assert_eq!(
        responses("/archive", "get")["200"]["content"],
        json!({ "application/octet-stream": { "schema": { "type": "string", "format": "binary", "contentMediaType": "application/octet-stream" } } })
    );
    assert_eq!(responses("/cancel", "post")["202"], json!({ "description": "The answer." }));
    assert_eq!(responses("/repo", "get")["304"]["description"], "An answer without a value.");
    assert_eq!(responses("/repo", "head")["200"].get("content"), None);
    let placed = responses("/orders", "post");
    assert_eq!((placed.get("200"), placed["201"].is_object(), placed["409"].is_object()), (None, true, true));
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn what_serde_writes_is_read_back(numbers in proptest::collection::vec((any::<u64>(), any::<i64>()), 0..4), text in ".*") {
        let pairs: Vec<(u64, Decimal)> = numbers.iter().map(|(time, digits)| (*time, Decimal::new(*digits, 4))).collect();
        let body = serde_json::to_string(&pairs).unwrap();
        assert_eq!(*value::<Candles>(200, body), pairs);
        assert_eq!(value::<Archive>(200, text.clone()).as_ref(), text.as_bytes());
        let without_mark = text.strip_prefix('\u{feff}').unwrap_or(&text);
        assert_eq!(&*value::<Zen>(200, text.clone()), without_mark);
    }
}
