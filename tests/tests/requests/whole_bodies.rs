//! A field that is the whole body: a model, a list, text, bytes, each sent, signed, parsed and documented.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::BTreeMap;
use std::fmt::Debug;

use bytes::Bytes;
use countersign::operation::Operation;
use countersign::param::{Received, ReceivedValue};
use countersign::scheme::{self, Scheme, header, json_members, lines, parameters, secret, signature};
use countersign::value::Text;
use countersign::{Auth, Client, Credentials, Endpoint, Envelope, endpoint, model};
use countersign_tools::openapi::OpenApi;
use http::Request;
use proptest::prelude::{ProptestConfig, any, proptest};
use serde_json::{Value, json};

/// A label.
#[model(builder)]
pub struct Label {
    /// Its name.
    pub name: String,
    /// Its color.
    pub color: Option<String>,
}

/// Creates a label.
#[endpoint(POST, "/repos/{repo}/labels")]
pub struct CreateLabel {
    /// The repository.
    pub repo: String,
    /// The label.
    #[param(body)]
    pub label: Label,
}

/// Adds labels.
#[endpoint(POST, "/issues/{number}/labels")]
pub struct AddLabels {
    /// The issue.
    pub number: u32,
    /// Their names.
    #[param(body, max_items = 3)]
    pub labels: Vec<String>,
}

/// Renders text.
#[endpoint(POST, "/markdown/raw")]
pub struct Render {
    /// The text.
    #[param(body, content_type = "text/x-markdown", max_len = 9)]
    pub text: String,
}

/// Uploads a file.
#[endpoint(POST, "/releases/{id}/assets")]
pub struct Upload {
    /// The release.
    pub id: u64,
    /// The name of the file.
    #[param(in = query)]
    pub name: String,
    /// Its media type.
    #[param(in = header, name = "Content-Type")]
    pub media_type: String,
    /// The file.
    #[param(body)]
    pub file: Bytes,
}

/// Removes labels, all of them unless some are named.
#[endpoint(DELETE, "/issues/{number}/labels")]
pub struct RemoveLabels {
    /// The issue.
    pub number: u32,
    /// Whether it is only a trial.
    pub dry_run: Option<bool>,
    /// Their names.
    #[param(body)]
    pub labels: Option<Vec<String>>,
}

/// Saves notes.
#[endpoint(PUT, "/notes", rename_all = "snake_case")]
pub struct SaveNotes {
    /// The note.
    #[param(body)]
    pub note: Option<String>,
}

/// Saves arbitrary JSON.
#[endpoint(PUT, "/anything")]
pub struct SaveAnything {
    /// The JSON.
    #[param(body, content_type = "application/merge-patch+json")]
    pub anything: Value,
}

/// Saves counts.
#[endpoint(PUT, "/counts")]
pub struct SaveCounts {
    /// Counts by name.
    #[param(body)]
    pub counts: BTreeMap<String, u32>,
}

fn credentials() -> Credentials {
    Credentials::new("key", "secret").unwrap()
}

/// Signs the body byte by byte, and its media type.
fn bytes_rule() -> Scheme {
    let signed = lines((scheme::method(), scheme::path_and_query(), header("content-type").optional(), scheme::body()));
    Scheme::new(signed.hmac_sha256(secret()).hex()).header("x-signature", signature()).build().unwrap()
}

fn parameters_rule() -> Scheme {
    let signed = parameters().sorted().pairs("=", "&").hmac_sha256(secret()).hex();
    Scheme::new(signed).parameter("sign", signature()).build().unwrap()
}

fn prepared_by<E: Endpoint>(
    rule: &Scheme,
    request: &E,
) -> Result<(Request<Bytes>, countersign::auth::SigningTrace), countersign::Error> {
    let client = Client::builder("https://api.example", rule.clone(), Envelope::none()).credentials(credentials());
    client.build().unwrap().prepare(request).map(|prepared| (prepared.request, prepared.trace))
}

/// What is sent, after the other side accepted its signature and parsed the same request.
fn sent_by<E: Endpoint + PartialEq + Debug>(rule: &Scheme, request: &E) -> Request<Bytes> {
    let prepared = prepared_by(rule, request).unwrap().0;
    let received = Received::new(E::OPERATION, &prepared).unwrap();
    Auth::verify(rule, &received, &credentials()).unwrap();
    assert_eq!(&E::parse(&received).unwrap(), request);
    prepared
}

fn sent<E: Endpoint + PartialEq + Debug>(request: &E) -> Request<Bytes> {
    sent_by(&bytes_rule(), request)
}

fn media_type(request: &Request<Bytes>) -> &str {
    request.headers()["content-type"].to_str().unwrap()
}

fn label(name: &str) -> CreateLabel {
    CreateLabel::builder().repo("lamp").label(Label { name: name.into(), color: None }).build()
}

fn upload(bytes: &'static [u8]) -> Upload {
    Upload::builder().id(7).name("a b.zip").media_type("application/zip").file(bytes).build()
}

#[test]
fn a_model_a_list_text_and_bytes_are_the_whole_body() {
    let request = sent(&label("bug"));
    assert_eq!((request.body().as_ref(), media_type(&request)), (&br#"{"name":"bug"}"#[..], "application/json"));
    let request = sent(&AddLabels::builder().number(7).labels(["a", "b"]).build());
    assert_eq!((request.body().as_ref(), media_type(&request)), (&br#"["a","b"]"#[..], "application/json"));
    let request = sent(&Render { text: "# Hi \"you\"".get(..8).unwrap().into() });
    assert_eq!((request.body().as_ref(), media_type(&request)), (&b"# Hi \"yo"[..], "text/x-markdown"));
    let request = sent(&upload(b"\x00\xff{"));
    assert_eq!((request.body().as_ref(), media_type(&request)), (&b"\x00\xff{"[..], "application/zip"));
    assert_eq!(request.uri().query(), Some("name=a+b.zip"));
    assert_eq!(request.headers().get_all("content-type").iter().count(), 1);
    let request = sent(&SaveNotes { note: Some("{}".into()) });
    assert_eq!(media_type(&request), "text/plain; charset=utf-8");
    let request = sent(&SaveAnything { anything: json!([1, null]) });
    assert_eq!((request.body().as_ref(), media_type(&request)), (&b"[1,null]"[..], "application/merge-patch+json"));
    sent(&SaveAnything { anything: json!("text") });
    sent(&SaveCounts { counts: BTreeMap::from([("a".into(), 1)]) });
}

#[test]
fn an_absent_body_is_not_an_empty_one() {
    let absent = sent(&SaveNotes { note: None });
    assert_eq!((absent.body().len(), absent.headers().get("content-type")), (0, None));
    let empty = sent(&SaveNotes { note: Some(String::new()) });
    assert_eq!((empty.body().len(), media_type(&empty)), (0, "text/plain; charset=utf-8"));
    assert_eq!(sent(&RemoveLabels { number: 7, dry_run: None, labels: Some(Vec::new()) }).body().as_ref(), b"[]");
    let none = sent(&RemoveLabels { number: 7, dry_run: Some(true), labels: None });
    assert_eq!((none.body().len(), none.uri().query()), (0, Some("dryRun=true")));
    assert_eq!(sent(&AddLabels { number: 7, labels: Vec::new() }).body().as_ref(), b"[]");
    assert_eq!(sent(&SaveCounts { counts: BTreeMap::new() }).body().as_ref(), b"{}");
    assert_eq!(sent(&upload(b"")).body().len(), 0);
}

#[test]
fn a_scheme_signs_the_members_of_an_object_and_adds_its_own() {
    let rule = parameters_rule();
    let request = label("b&g");
    let trace = prepared_by(&rule, &request).unwrap().1;
    assert_eq!(trace.signed(), b"name=b&g");
    let body: Value = serde_json::from_slice(sent_by(&rule, &request).body()).unwrap();
    assert_eq!(body["sign"].as_str().unwrap().len(), 64);
    let members = json_members().sorted().pairs("=", "&").hmac_sha256(secret()).hex();
    let rule = Scheme::new(members).header("x-sign", signature()).build().unwrap();
    assert_eq!(prepared_by(&rule, &request).unwrap().1.signed(), b"name=b&g");
    sent_by(&rule, &request);
}

#[test]
fn an_altered_member_and_altered_bytes_are_refused() {
    let rule = parameters_rule();
    let refuses = |request: Request<Bytes>, operation, rule: &Scheme| {
        let received = Received::new(operation, &request).unwrap();
        Auth::verify(rule, &received, &credentials()).unwrap_err();
    };
    let altered = |request: Request<Bytes>, from: &str, to: &str| {
        request.map(|body| Bytes::from(String::from_utf8(body.to_vec()).unwrap().replace(from, to)))
    };
    let request = prepared_by(&rule, &label("bug")).unwrap().0;
    refuses(altered(request, "bug", "bag"), CreateLabel::OPERATION, &rule);
    let request = prepared_by(&bytes_rule(), &Render { text: "bug".into() }).unwrap().0;
    refuses(altered(request, "bug", "bag"), Render::OPERATION, &bytes_rule());
}

#[test]
fn a_scheme_of_parameters_refuses_a_body_that_it_cannot_read() {
    let rule = parameters_rule();
    let refused = prepared_by(&rule, &AddLabels { number: 7, labels: vec!["a".into()] }).unwrap_err().to_string();
    assert!(refused.contains("parameters"), "{refused}");
    prepared_by(&rule, &upload(b"a")).unwrap_err();
    let form =
        Request::post("https://api.example/markdown/raw").header("content-type", "application/x-www-form-urlencoded");
    let form = form.body(Bytes::from("a=b")).unwrap();
    let received = Received::new(Render::OPERATION, &form).unwrap();
    let refusal = Auth::verify(&rule, &received, &credentials()).unwrap_err();
    assert!(refusal.to_string().contains("parameters"), "{refusal}");
}

#[test]
fn a_scheme_adds_nothing_to_a_body_of_free_form_and_signs_an_absent_one() {
    let rule = parameters_rule();
    let refused = prepared_by(&rule, &SaveCounts { counts: BTreeMap::new() }).unwrap_err().to_string();
    assert!(refused.contains("`sign` cannot be added to a body whose members are not declared"), "{refused}");
    let absent = sent_by(&rule, &SaveNotes { note: None });
    assert!(absent.uri().query().unwrap().starts_with("sign="));
}

#[test]
fn a_declared_parameter_cannot_be_moved_into_the_body() {
    let request = Request::delete("https://api.example/issues/7/labels").header("content-type", "application/json");
    let moved = request.body(Bytes::from(r#"{"dryRun":true}"#)).unwrap();
    let received = Received::new(RemoveLabels::OPERATION, &moved).unwrap();
    RemoveLabels::parse(&received).unwrap_err();
    let request = Request::post("https://api.example/repos/x/labels").body(Bytes::from(r#"{"name":"a","repo":"b"}"#));
    let error = Received::new(CreateLabel::OPERATION, &request.unwrap()).unwrap_err().to_string();
    assert!(error.contains("`repo` is in the body: send it in the path"), "{error}");
}

#[test]
fn limits_and_malformed_bodies_are_refused_by_name() {
    let refused = |error: countersign::Error| error.to_string();
    let many = AddLabels { number: 7, labels: vec!["a".into(); 4] };
    assert!(refused(prepared_by(&bytes_rule(), &many).unwrap_err()).contains("parameter `labels`"));
    let long = prepared_by(&bytes_rule(), &Render { text: "0123456789".into() }).unwrap_err();
    assert!(refused(long).contains("at most 9 characters"));
    let read = |body: &'static [u8]| {
        let request = Request::post("https://api.example/markdown/raw").body(Bytes::from_static(body)).unwrap();
        Render::parse(&Received::new(Render::OPERATION, &request).unwrap()).unwrap_err().to_string()
    };
    assert!(
        read(b"ab\xff").contains("`text`") && read(b"ab\xff").contains("not UTF-8 after byte 2"),
        "{}",
        read(b"ab\xff")
    );
    assert!(read(b"0123456789").contains("at most 9 characters"));
    assert!(read(b"").contains("required and missing"));
}

#[test]
fn the_document_describes_the_whole_body() {
    const OPERATIONS: &[&Operation] =
        &[CreateLabel::OPERATION, AddLabels::OPERATION, Render::OPERATION, Upload::OPERATION, SaveNotes::OPERATION];
    let document = OpenApi::new("Labels", "1.0", &[("labels", OPERATIONS)]).to_json();
    let body = |path: &str, method: &str| document["paths"][path][method]["requestBody"].clone();
    let label = body("/repos/{repo}/labels", "post");
    assert_eq!(label["required"], true);
    assert_eq!(label["content"]["application/json"]["schema"]["$ref"], "#/components/schemas/Label");
    let labels = &body("/issues/{number}/labels", "post")["content"]["application/json"]["schema"];
    assert_eq!((&labels["type"], &labels["maxItems"]), (&json!("array"), &json!(3)));
    assert_eq!(body("/markdown/raw", "post")["content"]["text/x-markdown"]["schema"]["type"], "string");
    let file = &body("/releases/{id}/assets", "post")["content"]["application/octet-stream"]["schema"];
    let binary = json!({ "type": "string", "format": "binary", "contentMediaType": "application/octet-stream", "description": "The file." });
    assert_eq!(*file, binary);
    assert_eq!(body("/notes", "put").get("required"), None);
}

#[test]
fn values_of_a_command_line_become_the_body() {
    let parameter = |name| AddLabels::OPERATION.parameter(name).unwrap();
    let values = [(parameter("number"), "7"), (parameter("labels"), r#"["a"]"#)];
    let values = values.map(|(parameter, text)| (parameter, ReceivedValue::Text(text.into())));
    let request = AddLabels::parse(&Received::from_values(AddLabels::OPERATION, values)).unwrap();
    assert_eq!(request, AddLabels { number: 7, labels: vec!["a".into()] });
}

#[test]
fn text_is_a_string_in_json() {
    assert_eq!(serde_json::to_string(&Text::from("a")).unwrap(), r#""a""#);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_whole_body_is_read_back(
        name in ".*", color in any::<Option<String>>(), labels in proptest::collection::vec(".*", 0..3), text in ".{0,9}",
        file in any::<Vec<u8>>(), note in any::<Option<String>>(), counts in any::<BTreeMap<String, u32>>(),
    ) {
        let label = CreateLabel { repo: "lamp".into(), label: Label { name, color } };
        sent(&label);
        sent_by(&parameters_rule(), &label);
        sent(&AddLabels { number: 7, labels });
        sent(&Render { text });
        sent(&Upload { file: file.into(), ..upload(b"") });
        sent(&SaveNotes { note });
        sent(&SaveCounts { counts });
    }
}
