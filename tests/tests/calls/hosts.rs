//! Operations on another host of the same API: where they are called, how they are signed, and how stand-ins replace
//! them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use countersign::operation::Operation;
use countersign::param::Received;
use countersign::scheme::{Scheme, body, host, key_id, lines, method, path_and_query, secret, signature};
use countersign::testing::Mock;
use countersign::transport::MemoryTransport;
use countersign::value::Bytes as Raw;
use countersign::{Api as _, ClientBuilder, Credentials, Endpoint, ErrorKind, Outcome, endpoint, model};
use countersign_server::stand_in::{Served, Service, StandIn};
use countersign_tools::openapi::OpenApi;
use http::Request;
use proptest::collection::vec;
use proptest::prelude::{any, proptest};
use serde_json::json;

/// Returns the details of a file.
#[endpoint(GET, "/files/{name}", response = File)]
pub struct GetFile {
    /// Its name.
    pub name: String,
}

/// Stores a file.
#[endpoint(PUT, "/files/{name}", base = "https://uploads.example/v2", response = File)]
pub struct PutFile {
    /// Its name.
    pub name: String,
    /// Its content.
    #[param(body)]
    pub content: Raw,
}

/// Returns the status of an upload.
#[endpoint(GET, "/files/{name}", base = "https://uploads.example/v2", response = String)]
pub struct GetUpload {
    /// Its name.
    pub name: String,
}

/// Searches, on the host of the API, below another path.
#[endpoint(GET, "/files/{name}", base = "https://api.example/search/", response = String)]
pub struct Search {
    /// The keyword.
    pub name: String,
}

/// A file.
#[model]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its size.
    pub size: u64,
}

fn rule() -> Scheme {
    let text = lines((method(), host(), path_and_query(), body().sha256().hex()));
    Scheme::new(text.hmac_sha256(secret()).hex())
        .header("x-key", key_id())
        .header("x-signature", signature())
        .build()
        .unwrap()
}

countersign::api! {
    /// An API with three base URLs.
    pub struct Files { base_url: "https://api.example/v1", auth: rule() }
    operations { files: GetFile, PutFile, GetUpload, Search; }
}

fn credentials() -> Credentials {
    Credentials::new("key", "sesame").unwrap()
}

fn builder() -> ClientBuilder<Files> {
    Files::builder().credentials(credentials())
}

fn prepared<E: Endpoint>(builder: ClientBuilder<Files>, request: &E) -> Request<Bytes> {
    builder.build().unwrap().prepare(request).unwrap().request
}

/// The other side parses the same request, and its signature is valid.
fn round_trips<E: Endpoint + PartialEq + Debug>(base_path: &str, request: &E) -> Request<Bytes> {
    let prepared = prepared(builder(), request);
    let received = Received::under(base_path, E::OPERATION, &prepared).unwrap();
    Files::auth().of(E::OPERATION).unwrap().verify(&received, &credentials()).unwrap();
    assert_eq!(&E::parse(&received).unwrap(), request);
    prepared
}

fn put(name: &str) -> PutFile {
    PutFile { name: name.to_owned(), content: Raw::from_static(b"abc") }
}

fn service() -> Service {
    Service::builder::<Files>()
        .credentials(credentials())
        .on(|request: GetFile| Served::response(&json!({ "name": request.name, "size": 0 })))
        .on(|request: PutFile| Served::response(&json!({ "name": request.name, "size": request.content.len() })))
        .on(|request: GetUpload| Served::response(&format!("upload of {}", request.name)))
        .on(|request: Search| Served::response(&format!("found {}", request.name)))
        .build()
        .unwrap()
}

#[test]
fn an_operation_is_called_and_signed_at_the_base_url_that_it_declares() {
    assert_eq!(round_trips("/v1", &GetFile { name: "a".into() }).uri(), "https://api.example/v1/files/a");
    assert_eq!(round_trips("/v2", &put("b c")).uri(), "https://uploads.example/v2/files/b%20c");
    assert_eq!(round_trips("/search", &Search { name: "a".into() }).uri(), "https://api.example/search/files/a");
}

#[tokio::test]
async fn a_client_of_another_base_url_calls_no_declared_host_by_itself() {
    let sent = Arc::new(Mutex::new(0));
    let counter = sent.clone();
    let transport = MemoryTransport::new(move |_| {
        *counter.lock().unwrap() += 1;
        http::Response::new("{}".into())
    });
    let client = builder().base_url("https://test.example").transport(transport).build().unwrap();
    let error = client.call(put("a")).await.err().unwrap();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Configuration, Outcome::NotSent));
    let text = error.to_string();
    assert!(text.contains("`put_file` is called at `https://uploads.example/v2`"), "{text}");
    assert!(text.contains(r#"`.base_url_of("https://uploads.example/v2", …)`"#), "{text}");
    assert_eq!(*sent.lock().unwrap(), 0);
}

#[test]
fn setting_the_declared_base_url_replaces_nothing() {
    let request = prepared(builder().base_url("https://API.example/v1/"), &put("a"));
    assert_eq!(request.uri(), "https://uploads.example/v2/files/a");
}

#[test]
fn each_declared_host_can_be_replaced_by_itself() {
    let builder = || {
        builder()
            .base_url("https://test.example/api")
            .base_url_of("https://uploads.example/v2/", "https://test.example/uploads")
    };
    assert_eq!(prepared(builder(), &put("a")).uri(), "https://test.example/uploads/files/a");
    assert_eq!(prepared(builder(), &GetFile { name: "a".into() }).uri(), "https://test.example/api/files/a");
}

#[test]
fn an_unneeded_replacement_is_refused() {
    let error = builder().base_url_of("https://upload.example/v2", "https://test.example").build().err().unwrap();
    let text = error.to_string();
    assert!(text.contains("`https://upload.example/v2`, which no operation of this API declares"), "{text}");
    let error = builder().base_url_of("https://uploads.example/v2", "http://test.example").build().err().unwrap();
    assert!(error.to_string().contains("`http://test.example` is not encrypted"), "{error}");
    let allowed =
        builder().base_url_of("https://uploads.example/v2", "http://test.example").allow_unencrypted("test.example");
    assert_eq!(prepared(allowed, &put("a")).uri(), "http://test.example/files/a");
}

#[test]
fn a_service_in_memory_distinguishes_operations_of_one_path_by_host() {
    let service = service();
    let answer = |request: Request<Bytes>| {
        String::from_utf8(service.answer(request).body().as_bytes().unwrap().to_vec()).unwrap()
    };
    assert_eq!(answer(prepared(builder(), &GetFile { name: "a".into() })), r#"{"name":"a","size":0}"#);
    assert_eq!(answer(prepared(builder(), &GetUpload { name: "a".into() })), r#""upload of a""#);
    assert_eq!(answer(prepared(builder(), &Search { name: "a".into() })), r#""found a""#);
    assert_eq!(answer(prepared(builder(), &put("a"))), r#"{"name":"a","size":3}"#);
    let elsewhere = Request::put("https://api.example/v1/files/a").body(Bytes::new()).unwrap();
    assert!(answer(elsewhere).contains("no operation has this method"));
}

#[tokio::test]
async fn a_stand_in_answers_every_host_of_its_api() {
    let stand_in = StandIn::start(service()).await.unwrap();
    let client = stand_in.client::<Files>().credentials(credentials()).build().unwrap();
    assert_eq!(client.get_file().name("a").send().await.unwrap().size, 0);
    assert_eq!(client.call(put("a")).await.unwrap().size, 3);
    assert_eq!(*client.get_upload().name("a").send().await.unwrap(), "upload of a");
    assert_eq!(*client.search().name("a").send().await.unwrap(), "found a");
    let declared: Vec<&str> = stand_in.other_base_urls().map(|(declared, _)| declared).collect();
    assert_eq!(declared, ["https://uploads.example/v2", "https://api.example/search"]);
    stand_in.shutdown().await.unwrap();
}

#[tokio::test]
async fn a_mock_distinguishes_hosts() {
    let mock = Mock::of::<Files>().unwrap();
    mock.answer::<GetFile>(&File { name: "a".into(), size: 1 });
    mock.answer::<GetUpload>(&"done".to_owned());
    let client = builder().transport(mock.clone()).build().unwrap();
    assert_eq!(client.get_file().name("a").send().await.unwrap().size, 1);
    assert_eq!(*client.get_upload().name("b").send().await.unwrap(), "done");
    assert_eq!(mock.requests::<GetFile>(), [GetFile { name: "a".into() }]);
    assert_eq!(mock.requests::<GetUpload>(), [GetUpload { name: "b".into() }]);
}

#[test]
fn the_document_names_the_server_of_an_operation() {
    const OPERATIONS: &[&Operation] = &[GetFile::OPERATION, GetUpload::OPERATION];
    let document = OpenApi::new("Files", "1.0", &[("files", OPERATIONS)]).server(Files::BASE_URL).to_json();
    assert_eq!(document["servers"], json!([{ "url": "https://api.example/v1" }]));
    assert!(document["paths"]["/files/{name}"]["get"].get("servers").is_none());
    let upload = &document["paths"]["/files/{name}#get_upload"]["get"];
    assert_eq!(upload["servers"], json!([{ "url": "https://uploads.example/v2" }]));
}

proptest! {
    #[test]
    fn a_request_to_another_host_is_read_back(name in "[a-zé/%+?&= ]{1,20}", content in vec(any::<u8>(), 0..64)) {
        round_trips("/v2", &PutFile { name, content: content.into() });
    }
}
