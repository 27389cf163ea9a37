//! Drift: what answers contain that is not declared is reported once, counted per client, and denied on request.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use api_1688::Md5Sorted;
use countersign::decode::DriftKind;
use countersign::transport::MemoryTransport;
use countersign::value::SingleMember;
use countersign::{Client, ClientBuilder, DynEndpoint, Endpoint, Envelope, ErrorKind, endpoint, model, open_enum};
use countersign_tests::requests::{SECRET, account};
use serde_json::{Value, json};
use tracing::field::{Field, Visit};

/// Looks for books.
#[endpoint(GET, "/books", response = Vec<Book>, data = "result.books")]
pub struct FindBooks {}

/// Gives away a book.
#[endpoint(POST, "/gifts", response = Book)]
pub struct GiveBook {
    /// The giver's number for the gift.
    #[param(reference)]
    pub number: String,
}

/// A book.
#[model]
pub struct Book {
    /// Its title.
    pub title: String,
    /// Its binding.
    pub binding: Option<Binding>,
    /// Its author.
    pub authors: Vec<Author>,
}

/// The binding of a book.
#[open_enum]
pub enum Binding {
    /// Cloth.
    Cloth,
}

/// An author.
#[model]
pub struct Author {
    /// A surname.
    pub surname: String,
}

/// Counts the books of each shelf.
#[endpoint(GET, "/shelves", response = BTreeMap<String, Shelf>)]
pub struct Shelves {}

/// A shelf.
#[model]
pub struct Shelf {
    /// Its position.
    pub state: Option<State>,
    /// Its size by its material.
    pub size: Option<SingleMember<Binding, State>>,
}

/// The position of a shelf; a number on the wire.
#[open_enum]
pub enum State {
    /// Upright.
    #[wire(1)]
    Upright,
}

/// A client whose every answer has this payload.
fn answered(data: &Value) -> ClientBuilder<Client> {
    let body = json!({ "code": 200, "data": data }).to_string();
    let transport = MemoryTransport::new(move |_| http::Response::new(body.clone().into()));
    Client::builder("https://books.example", Md5Sorted::default(), Envelope::default())
        .credentials(account())
        .transport(transport)
}

fn books(books: &Value) -> Value {
    json!({ "result": { "books": books } })
}

async fn find(client: &Client) {
    client.call(FindBooks {}).await.unwrap();
}

#[tokio::test]
async fn drift_is_found_in_maps_and_among_numbers() {
    let shelves = json!({ "a": { "state": 1 }, "b": { "state": 7, "wood": "oak" }, "c": { "size": { "cloth": 8 } } });
    let client = answered(&shelves).build().unwrap();
    client.call(Shelves {}).await.unwrap();
    let report = client.drift();
    let mut paths: Vec<_> =
        report.findings.iter().map(|finding| finding.path.as_deref().unwrap_or("nowhere")).collect();
    paths.sort_unstable();
    assert_eq!(paths, ["data.b.state", "data.b.wood", "data.c.size.cloth"], "{report}");
}

#[tokio::test]
async fn drift_is_counted_with_its_place_and_its_first_value() {
    let known = json!({ "title": "Faust", "binding": "cloth" });
    let new = json!({ "title": "Faust", "binding": "leather", "authors": [
        { "surname": "Goethe" }, { "surname": "Marlowe", "born": { "year": 1564 } },
    ]});
    let client = answered(&books(&json!([known, new, new]))).build().unwrap();
    assert!(client.drift().is_empty());
    find(&client).await;
    find(&client.clone()).await;
    let report = client.drift();
    let found: Vec<_> =
        report.findings.iter().map(|each| (each.kind, each.owner, each.name.as_str(), each.count)).collect();
    assert_eq!(
        found,
        [(DriftKind::UnknownField, "Author", "born", 4), (DriftKind::UnknownValue, "Binding", "leather", 4)]
    );
    assert_eq!(report.findings[0].path.as_deref(), Some("data.result.books[1].authors[1].born"));
    assert_eq!(report.findings[0].sample.as_deref(), Some(r#"{"year":1564}"#));
    assert_eq!(report.findings[1].path.as_deref(), Some("data.result.books[1].binding"));
    assert_eq!(report.findings[1].sample, None, "the value is the name");
    assert!(report.findings.iter().all(|each| each.operation.name() == "find_books"));
    assert_eq!(
        report.to_string(),
        "find_books: unknown field `born` of `Author` (4×), first at `data.result.books[1].authors[1].born` = {\"year\":1564}\n\
         find_books: unknown value `leather` of `Binding` (4×), first at `data.result.books[1].binding`\n"
    );
}

#[tokio::test]
async fn operations_and_clients_are_distinguished() {
    let book = json!({ "title": "Faust", "later": 1 });
    let [one, other] = [(); 2].map(|()| answered(&book).build().unwrap());
    one.call(GiveBook { number: String::from("G-1") }).await.unwrap();
    let untyped: Box<dyn DynEndpoint> = Box::new(GiveBook { number: String::from("G-2") });
    one.call_dyn(untyped).await.unwrap();
    assert_eq!((one.drift().findings[0].operation.name(), one.drift().findings[0].count), ("give_book", 2));
    assert!(other.drift().is_empty());
}

#[tokio::test]
async fn values_that_may_be_secret_or_personal_are_not_kept() {
    let new = json!({
        "accessToken": "t", "buyerMobile": "138", "SIGN": "s", "nested": { "password": "p" }, "list": [[{ "email": "e" }]],
        "echo": format!("the secret is {SECRET}"), "plain": "shown", "long": "长".repeat(500),
    });
    let mut book = json!({ "title": "Faust" });
    book.as_object_mut().unwrap().extend(new.as_object().unwrap().clone());
    let client = answered(&book).build().unwrap();
    client.call(GiveBook { number: String::from("G-1") }).await.unwrap();
    let report = client.drift();
    assert_eq!(report.findings.len(), 8);
    for finding in &report.findings {
        assert!(finding.path.is_some(), "{finding}");
        match (finding.name.as_str(), &finding.sample) {
            ("plain", sample) => assert_eq!(sample.as_deref(), Some("\"shown\"")),
            ("long", sample) => assert_eq!(sample.as_ref().unwrap().chars().count(), 81),
            (_, sample) => assert_eq!(*sample, None, "{finding}"),
        }
    }
}

#[tokio::test]
async fn a_report_is_bounded_whatever_is_sent() {
    // A hundred per answer, 256 per client.
    let page = Arc::new(Mutex::new(0));
    let transport = MemoryTransport::new(move |_| {
        let mut page = page.lock().unwrap();
        let members: serde_json::Map<String, Value> = (0..150)
            .map(|number| (format!("f{page}-{number}"), json!(number)))
            .chain([("title".into(), "F".into())])
            .collect();
        *page += 1;
        http::Response::new(json!({ "code": 200, "data": members }).to_string().into())
    });
    let client = Client::builder("https://books.example", Md5Sorted::default(), Envelope::default())
        .credentials(account())
        .transport(transport)
        .build()
        .unwrap();
    for number in 0..5 {
        client.call(GiveBook { number: number.to_string() }).await.unwrap();
    }
    let report = client.drift();
    assert_eq!((report.findings.len(), report.not_kept), (256, 500 - 256));
    assert!(report.to_string().ends_with("244 more that are not kept\n"), "{report}");

    let long = answered(&json!({ "title": "Faust", "binding": "x".repeat(10_000) })).build().unwrap();
    long.call(GiveBook { number: String::from("G-1") }).await.unwrap();
    let finding = &long.drift().findings[0];
    assert_eq!(finding.name, format!("{}…", "x".repeat(100)));
    assert_eq!(finding.path.as_deref(), Some("data.binding"));
}

#[tokio::test]
async fn an_answer_that_is_all_drift_is_read_in_linear_time() {
    let members: serde_json::Map<String, Value> =
        (0..300_000).map(|number| (format!("f{number}"), json!(0))).chain([("title".into(), "F".into())]).collect();
    let client = answered(&Value::Object(members)).build().unwrap();
    let start = Instant::now();
    let reply = client.call(GiveBook { number: String::from("G-1") }).await.unwrap();
    assert_eq!(reply.drift().len(), 100);
    // Comparing each one with all before it would take minutes.
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[tokio::test]
async fn a_client_that_denies_drift_fails_with_what_it_found() {
    let clean = answered(&json!({ "title": "Faust" })).deny_drift().build().unwrap();
    clean.call(GiveBook { number: String::from("G-1") }).await.unwrap();

    let client = answered(&json!({ "title": "Faust", "later": 1, "binding": "leather" })).deny_drift().build().unwrap();
    let error = client.call(GiveBook { number: String::from("G-1") }).await.unwrap_err();
    // As far as anybody knows, the book was given away.
    assert_eq!(
        (error.kind(), error.operation().map(countersign::operation::Operation::name)),
        (ErrorKind::OutcomeUnknown, Some(GiveBook::OPERATION.name()))
    );
    assert_eq!(error.reference(), Some("G-1"));
    let shown = error.to_string();
    assert!(shown.contains("unknown field `later` of `Book`"), "{shown}");
    assert!(shown.contains("unknown value `leather` of `Binding`"), "{shown}");
    assert!(!error.is_retryable() && error.body().is_some());
    assert_eq!(client.drift().findings.len(), 2, "it is counted all the same");
}

#[tokio::test]
async fn the_client_of_an_api_reports_too() {
    let transport =
        MemoryTransport::new(|_| http::Response::new(r#"{"code":200,"data":{"orderId":"1","new":2}}"#.into()));
    let client = api_1688::Client::builder().credentials(account()).transport(transport).build().unwrap();
    client.call(countersign_tests::requests::create_order("T-1")).await.unwrap();
    assert_eq!(
        client.drift().to_string(),
        "create_order: unknown field `new` of `CreatedOrder` (1×), first at `data.new` = 2\n"
    );
}

/// Keeps the events of this thread as text.
struct Events(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        write!(self.0, "{field}={value:?} ").unwrap();
    }
}

impl tracing::Subscriber for Events {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.is_event() && metadata.target().contains("drift")
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}

    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let mut line = Line(event.metadata().level().to_string() + " ");
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }

    fn enter(&self, _: &tracing::span::Id) {}

    fn exit(&self, _: &tracing::span::Id) {}
}

#[test]
fn each_finding_is_logged_once_and_its_value_never() {
    let events = Arc::new(Mutex::new(Vec::new()));
    let client = answered(&books(&json!([{ "title": "Faust", "shelf": "sample-of-it" }]))).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    tracing::subscriber::with_default(Events(events.clone()), || {
        for _ in 0..3 {
            runtime.block_on(find(&client));
        }
    });
    let events = events.lock().unwrap();
    assert_eq!(events.len(), 1, "{events:?}");
    for part in ["WARN", "find_books", "unknown_field", "Book", "shelf", "data.result.books[0].shelf"] {
        assert!(events[0].contains(part), "{part}: {events:?}");
    }
    assert!(!events[0].contains("sample-of-it"), "{events:?}");
}
