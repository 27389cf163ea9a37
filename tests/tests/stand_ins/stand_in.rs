//! The embedded stand-in from its user's point of view: scripted answers, and a clean end. Its market is tested in
//! `market`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::sync::mpsc;
use std::time::Duration;

use api_1688::stand_in::{self, StandIn};
use api_1688::{Client, KeywordSearch, Language, Page, PaymentLinks, ProductDetail, ProductSummary};
use countersign::{Body, Endpoint as _, ErrorKind, Reply, endpoint};
use countersign_server::stand_in::{Served, Service};
use http::Request;
use serde_json::Value;
use tokio::net::TcpStream;

/// A search for all products, on one page.
fn everything() -> KeywordSearch {
    KeywordSearch::builder().keyword("").country(Language::English).page_size(50).build()
}

async fn search(client: &Client, search: KeywordSearch) -> Page<ProductSummary> {
    client.call(search).await.unwrap().into_value()
}

#[tokio::test]
async fn answers_can_be_scripted_one_by_one() {
    let stand_in = StandIn::start().await.unwrap();
    let client = stand_in.client().unwrap();
    for status in [500, 501] {
        stand_in.service().script(KeywordSearch::OPERATION, Served::raw(status, ""));
    }
    for status in [500, 501] {
        assert_eq!(client.call(everything()).await.unwrap_err().status().unwrap().as_u16(), status);
    }
    search(&client, everything()).await;
    // A scripted answer is for a request that the stand-in accepts, and this one has no order.
    stand_in.service().script(PaymentLinks::OPERATION, Served::raw(500, ""));
    let foreign = Client::builder()
        .base_url(stand_in.base_url())
        .credentials(countersign::Credentials::new("stranger", stand_in::APP_SECRET).unwrap())
        .build()
        .unwrap();
    let links = || PaymentLinks::builder().order_ids([1]).build();
    assert_eq!(foreign.call(links()).await.unwrap_err().status().unwrap().as_u16(), 400);
    assert_eq!(stand_in.client().unwrap().call(links()).await.unwrap_err().status().unwrap().as_u16(), 500);
}

#[tokio::test]
async fn answers_have_a_time_and_an_id_of_their_own() {
    let stand_in = StandIn::start().await.unwrap();
    let client = stand_in.client().unwrap();
    let (one, other) = (client.call(everything()).await.unwrap(), client.call(everything()).await.unwrap());
    assert!(one.trace_id().is_some() && one.trace_id() != other.trace_id());
    assert!(one.timestamp().is_some());
    assert_eq!(one.status().as_u16(), 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn shutting_down_finishes_open_answers_and_closes_the_port() {
    let (entered, has_entered) = mpsc::channel::<()>();
    let (release, released) = mpsc::channel::<()>();
    let released = std::sync::Mutex::new(released);
    let service = stand_in::service().on(move |_: ProductDetail| {
        entered.send(()).unwrap();
        released.lock().unwrap().recv().unwrap();
        Served::failure("LATE", "answered after the end was asked for", Value::Null)
    });
    let stand_in = StandIn::start_with(service.build().unwrap(), 0).await.unwrap();
    let (client, base_url) = (stand_in.client().unwrap(), stand_in.base_url());
    let waiting = client.clone();
    let call = tokio::spawn(async move {
        waiting.product_detail().offer_id(1).country(Language::English).send().await.map(Reply::into_value)
    });
    tokio::task::spawn_blocking(move || has_entered.recv().unwrap()).await.unwrap();
    let shutdown = tokio::spawn(stand_in.shutdown());
    is_closed(base_url.trim_start_matches("http://")).await;
    assert!(!shutdown.is_finished(), "it waits for the open answer");

    release.send(()).unwrap();
    assert_eq!(call.await.unwrap().unwrap_err().code(), Some("LATE"));
    shutdown.await.unwrap().unwrap();
    assert_eq!(client.call(everything()).await.unwrap_err().kind(), ErrorKind::Connect);
}

#[tokio::test]
async fn a_dropped_stand_in_stops() {
    let stand_in = StandIn::start().await.unwrap();
    let address = stand_in.base_url().trim_start_matches("http://").to_owned();
    assert!(TcpStream::connect(&address).await.is_ok());
    drop(stand_in);
    is_closed(&address).await;
}

/// Waits until nobody listens on an address.
async fn is_closed(address: &str) {
    for _ in 0..2000 {
        if TcpStream::connect(address).await.is_err() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("the port is still open");
}

/// Lists notes.
#[endpoint(GET, "/notes", response = Option<Vec<String>>, empty = [304])]
pub struct ListNotes {
    /// The tag of an earlier answer.
    #[param(in = header, name = "if-none-match")]
    pub tag: Option<String>,
    /// The languages.
    #[param(join = ",")]
    pub languages: Vec<String>,
}

/// Adds a note.
#[endpoint(POST, "/notes", response = String, status = [201])]
pub struct AddNote {
    /// The text.
    pub text: String,
}

/// Rates a note.
#[endpoint(POST, "/rates", response = String)]
pub struct RateNote {
    /// The score.
    pub stars: u32,
    /// The weight of the rating.
    #[param(default = 1)]
    pub weight: u32,
    /// The rater.
    pub name: Option<String>,
    /// Words about it.
    #[param(join = " ")]
    pub words: Vec<String>,
}

countersign::api! {
    /// An API of notes.
    pub struct Notes { base_url: "https://notes.example", auth: none }
    operations { notes: ListNotes, AddNote, RateNote; }
}

fn request(method: &str, path: &str, body: &'static str) -> Request<Body> {
    let request = Request::builder().method(method).uri(format!("https://notes.example{path}"));
    request.header("content-type", "application/json").body(Body::from(body)).unwrap()
}

#[test]
fn an_answer_to_a_wrong_method_lists_the_right_ones() {
    let service = Service::builder::<Notes>().build().unwrap();
    let answer = service.answer(request("DELETE", "/notes", ""));
    assert_eq!((answer.status().as_u16(), &answer.headers()["allow"]), (405, &"GET, POST".parse().unwrap()));
    assert!(service.answer(request("GET", "/elsewhere", "")).headers().get("allow").is_none());
}

#[test]
fn a_strict_service_refuses_what_clients_do_not_send() {
    let service = || {
        Service::builder::<Notes>()
            .on(|_: RateNote| Served::response(&"rated"))
            .on(|_: ListNotes| Served::response(&["a"]))
    };
    let (usual, strict) = (service().build().unwrap(), service().strict().build().unwrap());
    let status = |service: &Service, request: Request<Body>| service.answer(request).status().as_u16();
    for (method, path, body) in [
        ("POST", "/rates", r#"{"stars": "5", "weight": 1}"#),
        ("POST", "/rates", r#"{"stars": 5}"#),
        ("POST", "/rates", r#"{"stars": 5, "weight": 1, "name": null}"#),
        ("POST", "/rates", r#"{"stars": 5, "weight": 1, "name": 7}"#),
        ("POST", "/rates", r#"{"stars": 5, "weight": 1, "words": ""}"#),
        ("GET", "/notes?page=2", ""),
        ("GET", "/notes?languages=", ""),
    ] {
        let answers = [&usual, &strict].map(|service| status(service, request(method, path, body)));
        assert_eq!(answers, [200, 400], "{method} {path} {body}");
    }
    let sent = r#"{"stars": 5, "weight": 1, "name": "Ada"}"#;
    assert_eq!(
        (status(&strict, request("POST", "/rates", sent)), status(&strict, request("GET", "/notes", ""))),
        (200, 200)
    );
}

#[tokio::test]
async fn typed_answers_have_headers_and_statuses_of_their_own() {
    let service = Service::builder::<Notes>()
        .on(|request: ListNotes| match request.tag.as_deref() {
            Some("\"1\"") => Served::response(&["never sent"]).with_status(304).with_header("etag", "\"1\""),
            _ => Served::response(&["a", "b"]).with_header("etag", "\"1\"").with_header("x-é", "no header"),
        })
        .fixture(AddNote::OPERATION, "\"captured\"")
        .build()
        .unwrap();
    let stand_in = countersign_server::stand_in::StandIn::start(service).await.unwrap();
    let client = stand_in.client::<Notes>().build().unwrap();
    let unchanged = client.list_notes().tag("\"1\"").send().await.unwrap();
    assert_eq!(
        (unchanged.status().as_u16(), &unchanged.headers()["etag"], unchanged.is_none()),
        (304, &"\"1\"".parse().unwrap(), true)
    );
    let refused = client.list_notes().send().await.err().unwrap();
    assert!(refused.explain().to_string().contains("cannot send the header \"x-é\""), "{}", refused.explain());
    let added = client.add_note().text("c").send().await.unwrap();
    assert_eq!((added.status().as_u16(), added.as_str()), (201, "captured"), "a captured body has the declared status");
    stand_in.service().script(AddNote::OPERATION, Served::failure("FULL", "no room", Value::Null).with_status(409));
    assert_eq!(client.add_note().text("c").send().await.err().unwrap().status().unwrap().as_u16(), 409);
}

macro_rules! shelf {
    ($name:ident, $path:literal $(, $field:ident)*) => {
        /// Says which path it has.
        #[endpoint(GET, $path, response = String)]
        pub struct $name {
            $(
                /// A part of the path.
                pub $field: String,
            )*
        }
    };
}
shelf!(AnyShelfAndBook, "/shelves/{shelf}/{book}", shelf, book);
shelf!(AnyTop, "/{first}/{second}/top", first, second);
shelf!(TopOfShelf, "/shelves/{shelf}/top", shelf);
shelf!(Top, "/shelves/new/top");
shelf!(Below, "/shelves/new/{*rest}", rest);
shelf!(Anything, "/{*rest}", rest);

countersign::api! {
    /// An API whose paths overlap.
    pub struct Overlapping { base_url: "https://shelves.example/v1", auth: none }
    operations { shelves: Anything, Below, AnyTop, AnyShelfAndBook, TopOfShelf, Top; }
}

#[test]
fn the_most_specific_path_answers() {
    let service = Service::builder::<Overlapping>();
    let service = Overlapping::OPERATIONS
        .iter()
        .fold(service, |service, operation| service.fixture(operation, operation.name()))
        .build()
        .unwrap();
    for (path, operation) in [
        ("/shelves/new/top", "top"),
        ("/shelves/old/top", "top_of_shelf"),
        ("/shelves/new/faust", "any_shelf_and_book"),
        ("/shelves/new/goethe/faust", "below"),
        ("/boxes/new/top", "any_top"),
        ("/boxes/new", "anything"),
        ("/shelves", "anything"),
    ] {
        let url = format!("https://shelves.example/v1{path}");
        let answer = service.answer(Request::get(url).body(Body::empty()).unwrap());
        assert_eq!(answer.body().as_bytes().unwrap(), operation, "{path}");
    }
    for path in ["/shelves/new/top", "/v1", "/v1/", "/v2/shelves"] {
        let request = Request::get(format!("https://shelves.example{path}")).body(Body::empty()).unwrap();
        assert_eq!(service.answer(request).status().as_u16(), 404, "{path}");
    }
}
