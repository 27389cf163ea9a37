//! Parameters that are not one value under one name: maps, lists in brackets, paths of several segments, and types of
//! other crates. What is sent is what the other side reads.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::net::IpAddr;

use bytes::Bytes;
use countersign::operation::{Operation, Place, Style};
use countersign::param::{Received, ReceivedValue};
use countersign::scheme::{Scheme, key_id, parameters, path, secret, signature};
use countersign::value::Serde;
use countersign::{Auth, Client, Credentials, Endpoint, Entry, Envelope, ErrorKind, endpoint};
use countersign_server::stand_in::{Served, Service};
use countersign_tools::openapi::OpenApi;
use http::{Request, Uri};
use proptest::collection::{btree_map, vec};
use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Lists issues.
#[endpoint(GET, "/issues", constant("v" = 1))]
#[derive(Clone)]
pub struct ListIssues {
    /// Their numbers.
    #[param(brackets)]
    pub ids: Vec<u64>,
    /// The filters.
    #[param(brackets)]
    pub filter: BTreeMap<String, String>,
    /// Any other parameters.
    pub more: BTreeMap<String, i64>,
    /// A word.
    pub word: Option<String>,
}

/// Changes an issue.
#[endpoint(POST, "/issues", body = form)]
#[derive(Clone)]
pub struct ChangeIssue {
    /// The changes.
    #[param(brackets, max_items = 3)]
    pub set: BTreeMap<String, String>,
    /// In the query, as JSON.
    #[param(in = query, json)]
    pub as_text: BTreeMap<String, u32>,
}

/// Saves an issue.
#[endpoint(PUT, "/issues")]
#[derive(Clone)]
pub struct SaveIssue {
    /// Its labels, an object of the body.
    pub labels: BTreeMap<String, u32>,
}

/// Reads a file.
#[endpoint(GET, "/repos/{owner}/contents/{*path}")]
#[derive(Clone)]
pub struct ReadFile {
    /// The owner.
    pub owner: String,
    /// Its path.
    pub path: String,
}

/// Reads a listing.
#[endpoint(GET, "/repos/{owner}/contents/{name}")]
#[derive(Clone)]
pub struct ReadOne {
    /// The owner.
    pub owner: String,
    /// Its name.
    pub name: String,
}

/// Blocks an address.
#[endpoint(POST, "/blocks/{address}")]
#[derive(Clone)]
pub struct Block {
    /// The address.
    #[param(display)]
    pub address: IpAddr,
    /// The user who blocks it.
    #[param(display, in = header, name = "x-by")]
    pub by: Option<IpAddr>,
    /// The exceptions.
    #[param(display, join = ",")]
    pub except: Vec<IpAddr>,
    /// The machine; by default this one.
    #[param(display, default = IpAddr::from([127, 0, 0, 1]))]
    pub from: IpAddr,
}

countersign::api! {
    /// A tracker.
    pub struct Tracker { base_url: "https://tracker.example/v1", auth: rule(), envelope: Envelope::none() }
    operations { tracker: ListIssues, ChangeIssue, SaveIssue, ReadFile, ReadOne, Block; }
}

/// Mixes what is encoded with what is not.
#[endpoint(GET, "/mixed")]
pub struct Mixed {
    /// A number.
    pub first: u32,
    /// A number under a name that is encoded.
    #[param(name = "a[b")]
    pub second: i64,
    /// A text.
    pub word: String,
    /// A text under a name that is encoded.
    #[param(name = "c+d")]
    pub other: String,
    /// A number.
    pub last: u64,
}

fn rule() -> Scheme {
    let signed = (path() + "?" + parameters().sorted().pairs("=", "&")).hmac_sha256(secret()).hex();
    Scheme::new(signed).parameter("appKey", key_id()).parameter("sign", signature()).build().unwrap()
}

fn credentials() -> Credentials {
    Credentials::new("reader", "sesame").unwrap()
}

fn client() -> Client {
    Client::builder("https://tracker.example/v1", rule(), Envelope::none()).credentials(credentials()).build().unwrap()
}

fn prepared<E: Endpoint>(request: &E) -> Request<Bytes> {
    client().prepare(request).unwrap().request
}

/// What the other side reads from a request, after verifying it.
fn read<E: Endpoint>(request: &Request<Bytes>) -> Result<E, String> {
    let received = Received::under("/v1", E::OPERATION, request).map_err(|error| error.to_string())?;
    Auth::verify(&rule(), &received, &credentials()).map_err(|refusal| refusal.to_string())?;
    let description = Auth::describe(&rule(), E::OPERATION);
    let sent: Vec<_> = description.sends.into_iter().map(|sent| (sent.place, sent.name)).collect();
    E::parse(&received.signed_with(sent)).map_err(|error| error.to_string())
}

fn arrives<E: Endpoint + PartialEq + Debug>(request: &E) {
    assert_eq!(&read::<E>(&prepared(request)).unwrap(), request);
}

fn refused<E: Endpoint>(request: &E) -> String {
    let error = client().prepare(request).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidParameter);
    error.to_string()
}

fn map<T: Clone>(entries: &[(&str, T)]) -> BTreeMap<String, T> {
    entries.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

fn query(request: &Request<Bytes>) -> String {
    let pairs = request.uri().query().unwrap().split('&');
    pairs.filter(|pair| !pair.starts_with("appKey=") && !pair.starts_with("sign=")).collect::<Vec<_>>().join("&")
}

#[test]
fn lists_and_maps_travel_in_brackets_or_each_entry_by_its_own_name() {
    let filter = map(&[("state", "open".to_owned()), ("by me", "a&b".to_owned())]);
    let request = ListIssues::builder().ids([1, 2]).filter(filter).more(map(&[("a", 1), ("b", -2)])).word("x").build();
    assert_eq!(
        query(&prepared(&request)),
        "v=1&ids%5B%5D=1&ids%5B%5D=2&filter%5Bby+me%5D=a%26b&filter%5Bstate%5D=open&a=1&b=-2&word=x"
    );
    arrives(&request);
    let empty = ListIssues::builder().build();
    assert_eq!(query(&prepared(&empty)), "v=1", "what is empty is not sent");
    arrives(&empty);
    let change = ChangeIssue::builder().set(map(&[("title", "x".to_owned())])).as_text(map(&[("n", 1)])).build();
    let sent = prepared(&change);
    assert!(sent.body().starts_with(b"set%5Btitle%5D=x"), "{:?}", sent.body());
    assert_eq!(query(&sent), "asText=%7B%22n%22%3A1%7D");
    arrives(&change);
    let save = SaveIssue::builder().labels(map(&[("a", 1)])).build();
    assert!(prepared(&save).body().starts_with(br#"{"labels":{"a":1}"#));
    arrives(&save);
}

#[test]
fn names_that_could_not_be_read_back_are_refused() {
    for (name, rule) in [("", "brackets"), ("a]", "brackets"), ("a[b", "brackets")] {
        let request = ListIssues::builder().filter(map(&[(name, String::new())])).build();
        let error = refused(&request);
        assert!(error.contains("`filter`") && error.contains(rule), "{name}: {error}");
    }
    for name in ["", "word", "v", "ids[]", "filter[x]"] {
        let error = refused(&ListIssues::builder().more(map(&[(name, 1)])).build());
        assert!(error.contains("`more`") && error.contains("does not declare"), "{name}: {error}");
    }
    let error = refused(&ListIssues::builder().more(map(&[("sign", 1)])).build());
    assert!(error.contains("`sign`"), "{error}");
    let too_many: Vec<_> = ["a", "b", "c", "d"].map(|name| (name, String::new())).into();
    assert!(
        refused(&ChangeIssue::builder().set(map(&too_many)).as_text(BTreeMap::new()).build()).contains("at most 3")
    );
}

#[test]
fn an_entry_that_is_given_twice_is_refused() {
    let sent = prepared(&ListIssues::builder().filter(map(&[("a", "1".to_owned())])).build());
    let twice = sent.uri().to_string().replace("&appKey", "&filter%5Ba%5D=2&appKey");
    let twice = Request::builder().uri(twice).body(Bytes::new()).unwrap();
    let received = Received::under("/v1", ListIssues::OPERATION, &twice).unwrap();
    let error = ListIssues::parse(&received).unwrap_err().to_string();
    assert!(error.contains("`filter`") && error.contains("more than once"), "{error}");
}

#[test]
fn a_path_of_several_segments_keeps_its_slashes() {
    let request = ReadFile::builder().owner("ida").path("docs/a b/NOTES 裙.md").build();
    let sent = prepared(&request);
    assert_eq!(sent.uri().path(), "/v1/repos/ida/contents/docs/a%20b/NOTES%20%E8%A3%99.md");
    arrives(&request);
    arrives(&ReadFile::builder().owner("ida").path("NOTES.md").build());
}

#[test]
fn a_path_that_would_lead_elsewhere_is_refused() {
    for path in ["", "/", "..", "a/../b", "./a", "a//b", "/a", "a/", "a/\n"] {
        let error = refused(&ReadFile::builder().owner("ida").path(path).build());
        assert!(error.contains("`path`"), "{path:?}: {error}");
    }
    assert!(refused(&ReadOne::builder().owner("ida").name("..").build()).contains("`name`"));
    for path in ["a%2Fb", "a/%2E%2E/b", "a//b", "a/..", "%61"] {
        let uri: Uri = format!("https://tracker.example/v1/repos/ida/contents/{path}").parse().unwrap();
        let request = Request::builder().uri(uri).body(Bytes::new()).unwrap();
        assert!(Received::under("/v1", ReadFile::OPERATION, &request).is_err(), "{path}");
    }
}

#[test]
fn a_client_cannot_give_a_placeholder_more_segments_than_it_has() {
    for (operation, path) in [
        (ReadOne::OPERATION, "/repos/{owner}/contents/{*name}"),
        (ReadFile::OPERATION, "/repos/{owner}/contents/{path}"),
    ] {
        let client = Tracker::builder().credentials(credentials()).path(operation, path).build();
        assert_eq!(client.err().unwrap().kind(), ErrorKind::Configuration, "{path}");
    }
}

#[tokio::test]
async fn the_stand_in_prefers_what_is_more_exact_and_reads_maps_without_what_the_rule_sends() {
    let service = Service::builder::<Tracker>()
        .credentials(credentials())
        .on::<ReadFile>(|request| Served::response(&format!("file {}", request.path)))
        .on::<ReadOne>(|request| Served::response(&format!("one {}", request.name)))
        .on::<ListIssues>(|request| Served::response(&request.more))
        .build()
        .unwrap();
    let answer = |request: &Request<Bytes>| {
        let answer = service.answer(request.clone());
        String::from_utf8(answer.body().as_bytes().unwrap().to_vec()).unwrap()
    };
    assert_eq!(answer(&prepared(&ReadFile::builder().owner("a").path("x/y").build())), "\"file x/y\"");
    assert_eq!(answer(&prepared(&ReadFile::builder().owner("a").path("x").build())), "\"one x\"");
    let more = ListIssues::builder().more(map(&[("a", 1)])).word("w").build();
    assert_eq!(answer(&prepared(&more)), r#"{"a":1}"#);
}

#[test]
fn types_of_other_crates_travel_by_display_and_from_str() {
    let block = Block::builder().address([10, 0, 0, 1]).by([10, 0, 0, 2]).except([IpAddr::from([1, 2, 3, 4])]).build();
    let sent = prepared(&block);
    assert_eq!((sent.uri().path(), sent.headers()["x-by"].to_str().unwrap()), ("/v1/blocks/10.0.0.1", "10.0.0.2"));
    assert!(sent.body().starts_with(br#"{"except":"1.2.3.4","from":"127.0.0.1""#), "{:?}", sent.body());
    arrives(&block);
    arrives(&Block::builder().address([0; 8]).build());
    let uri = "https://tracker.example/v1/blocks/10.0.0.x";
    let request = Request::builder().method("POST").uri(uri).body(Bytes::from_static(b"{}")).unwrap();
    let error = Block::parse(&Received::under("/v1", Block::OPERATION, &request).unwrap()).unwrap_err().to_string();
    assert!(error.contains("`address`") && error.contains("10.0.0.x") && error.contains("IP address"), "{error}");
}

#[test]
fn metadata_and_openapi_know_them() {
    let filter = ListIssues::OPERATION.parameter("filter").unwrap();
    assert_eq!(filter.style(), Style::Brackets);
    assert!(filter.travels_as(Place::Query, "filter[a]") && !filter.travels_as(Place::Query, "filter"));
    let operations: [&Operation; 3] = [ListIssues::OPERATION, ReadFile::OPERATION, Block::OPERATION];
    let document = OpenApi::new("Tracker", "1", &[("tracker", &operations)]).to_json();
    let parameters = document["paths"]["/issues"]["get"]["parameters"].as_array().unwrap().clone();
    let named = |name: &str| parameters.iter().find(|each| each["name"] == name).unwrap().clone();
    let text = json!({ "type": "string" });
    let shape = |name: &str| (named(name)["style"].clone(), named(name)["explode"].clone());
    assert_eq!(shape("filter"), (json!("deepObject"), json!(true)));
    assert_eq!(named("filter")["schema"]["additionalProperties"], text);
    assert_eq!(shape("more"), (json!("form"), json!(true)));
    assert_eq!(shape("ids[]"), (json!("form"), json!(true)));
    assert!(document["paths"].get("/repos/{owner}/contents/{path}").is_some());
    assert_eq!(document["paths"]["/blocks/{address}"]["post"]["parameters"][0]["schema"], text);
}

#[test]
fn a_command_line_takes_entries_one_by_one() {
    let entry = Entry::of::<ListIssues>();
    let value = |name: &str, text: &'static str| {
        (ListIssues::OPERATION.parameter(name).unwrap(), ReceivedValue::Text(text.into()))
    };
    let values = [value("filter", "a=1=2"), value("filter", "b="), value("more", "c=3"), value("ids", "4")];
    let request = entry.parse(&Received::from_values(ListIssues::OPERATION, values)).unwrap();
    let request = request.into_any().downcast::<ListIssues>().unwrap();
    let filter = map(&[("a", "1=2".to_owned()), ("b", String::new())]);
    assert_eq!(*request, ListIssues::builder().filter(filter).more(map(&[("c", 3)])).ids([4]).build());
}

/// A union that serde reads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Choice {
    /// A number.
    Number(i64),
    /// A word.
    Word(String),
    /// Several of both.
    Several(Vec<Choice>),
}

/// An enumeration of another crate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Order {
    /// Ascending.
    Ascending,
    /// Descending.
    Descending,
}

/// Looks for things.
#[endpoint(POST, "/things", body = form)]
#[derive(Clone)]
pub struct FindThings {
    /// In the query.
    #[param(in = query)]
    pub milestone: Serde<Choice>,
    /// In a header.
    #[param(in = header, name = "x-order")]
    pub order: Serde<Order>,
    /// In the form.
    pub text: Serde<String>,
    /// In the form; optional.
    pub other: Option<Serde<Choice>>,
}

/// Saves a thing.
#[endpoint(PUT, "/things")]
#[derive(Clone)]
pub struct SaveThing {
    /// In the body.
    pub milestone: Serde<Choice>,
    /// In the body.
    pub text: Serde<String>,
}

#[test]
fn what_serde_writes_as_a_string_has_no_quotes_outside_of_json() {
    let find =
        FindThings::builder().milestone(Choice::Word("none".into())).order(Order::Ascending).text("a b".to_owned());
    let request = prepared(&find.build());
    assert_eq!(request.uri().query(), Some("milestone=none"));
    assert_eq!(request.headers()["x-order"], "ascending");
    assert!(request.body().starts_with(b"text=a+b&"), "{:?}", request.body());
}

proptest! {
    // Each case makes many requests.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_serde_writes_arrives_as_it_was_sent(
        number in any::<i64>(), word in ".{0,6}|[0-9]{1,3}|true|null|\"a\"|\\[1\\]", text in ".{0,6}|[0-9]{1,3}|null|\"[a-z]\"", order in any::<bool>(),
    ) {
        let order = if order { Order::Ascending } else { Order::Descending };
        let several = Choice::Several(vec![Choice::Number(number), Choice::Word(word.clone())]);
        for milestone in [Choice::Number(number), Choice::Word(word.clone()), several] {
            let find = FindThings::builder().milestone(milestone.clone()).order(order).text(text.clone());
            let request = find.other(milestone.clone()).build();
            prop_assert_eq!(read::<FindThings>(&prepared(&request)).unwrap(), request);
            let request = SaveThing::builder().milestone(milestone).text(text.clone()).build();
            prop_assert_eq!(read::<SaveThing>(&prepared(&request)).unwrap(), request);
        }
    }
}

proptest! {
    #[test]
    fn maps_and_lists_arrive_as_they_were_sent(
        ids in vec(any::<u64>(), 0..4),
        filter in btree_map("[^\\[\\]]{1,6}", any::<String>(), 0..4),
        more in btree_map("[^\\[\\]]{1,6}", any::<i64>(), 0..4),
    ) {
        let mut more = more;
        more.retain(|name, _| !["v", "word", "appKey", "sign", "more"].contains(&name.as_str()));
        let request = ListIssues::builder().ids(ids).filter(filter).more(more).build();
        prop_assert_eq!(read::<ListIssues>(&prepared(&request)).unwrap(), request);
    }

    #[test]
    fn paths_arrive_as_they_were_sent_or_are_refused(owner in any::<String>(), path in "([^/]{0,4}/){0,3}[^/]{0,4}") {
        let request = ReadFile::builder().owner(owner).path(path).build();
        if let Ok(sent) = client().prepare(&request) {
            prop_assert_eq!(read::<ReadFile>(&sent.request).unwrap(), request);
        }
    }

    #[test]
    fn addresses_arrive_as_they_were_sent(address in any::<IpAddr>(), by in any::<Option<IpAddr>>(), except in vec(any::<IpAddr>(), 0..3)) {
        let request = Block { address, by, except, from: address };
        prop_assert_eq!(read::<Block>(&prepared(&request)).unwrap(), request);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_query_is_encoded_as_a_form_whatever_stands_side_by_side(
        first in any::<u32>(), second in any::<i64>(), word in "[a-z&=+ %裙]{0,9}", other in ".{0,9}", last in any::<u64>(),
    ) {
        let request = Mixed::builder().first(first).second(second).word(&*word).other(&*other).last(last).build();
        let mut encoded = form_urlencoded::Serializer::new(String::new());
        encoded.append_pair("first", &first.to_string()).append_pair("a[b", &second.to_string());
        encoded.append_pair("word", &word).append_pair("c+d", &other).append_pair("last", &last.to_string());
        prop_assert_eq!(query(&prepared(&request)), encoded.finish());
    }
}

/// All of its types are known by their names.
#[endpoint(GET, "/known", response = u32, allow(W002))]
pub struct Known {
    /// A word.
    pub keyword: String,
    /// A keyword of Rust.
    pub r#type: Option<u8>,
    /// A list.
    pub ids: Vec<u64>,
    /// A fraction, which the vendor calls otherwise.
    #[param(name = "share")]
    pub ratio: Option<f64>,
}

mod derived {
    #[derive(Debug)]
    #[expect(dead_code, reason = "it is only printed")]
    pub(crate) struct Known {
        pub(crate) keyword: String,
        pub(crate) r#type: Option<u8>,
        pub(crate) ids: Vec<u64>,
        pub(crate) ratio: Option<f64>,
    }
}

/// The user's own derives remain.
#[endpoint(GET, "/known/derived", response = u32)]
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct DerivedByUser {
    /// A word.
    pub keyword: String,
}

#[test]
fn a_request_of_known_types_prints_what_a_derive_prints() {
    let request = Known { keyword: "夏".into(), r#type: Some(3), ids: vec![1, 2], ratio: None };
    let derived = derived::Known { keyword: "夏".into(), r#type: Some(3), ids: vec![1, 2], ratio: None };
    assert_eq!(format!("{request:?}"), format!("{derived:?}"));
    assert_eq!(format!("{request:#?}"), format!("{derived:#?}"));
    assert_eq!(format!("{:?}", DerivedByUser { keyword: "夏".into() }), r#"DerivedByUser { keyword: "夏" }"#);
}

#[test]
fn a_request_of_known_types_equals_only_one_whose_fields_are_all_equal() {
    let request = Known { keyword: "夏".into(), r#type: Some(3), ids: vec![1, 2], ratio: Some(0.5) };
    assert_eq!(request, request.clone());
    assert_ne!(request, Known { keyword: "冬".into(), ..request.clone() });
    assert_ne!(request, Known { r#type: None, ..request.clone() });
    assert_ne!(request, Known { ids: vec![1], ..request.clone() });
    assert_ne!(request, Known { ratio: None, ..request.clone() });
    let not_a_number = Known { ratio: Some(f64::NAN), ..request };
    assert_ne!(not_a_number, not_a_number.clone());
}
