//! All kinds of pagination: what is requested, where reading ends, and what is refused. Each page is signed, and the
//! other side verifies it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use countersign::operation::{Operation, Turn};
use countersign::page::{PageItems, Paginated, Position};
use countersign::param::Received;
use countersign::retry::RetryPolicy;
use countersign::scheme::{Scheme, key_id, parameters, path, secret, signature};
use countersign::transport::MemoryTransport;
use countersign::{
    Auth, Body, Client, Credentials, Decode, Endpoint, Envelope, Error, ErrorKind, blocking, endpoint, model,
};
use countersign_tools::openapi::OpenApi;
use http::{Request, Response};
use proptest::prelude::{any, prop, proptest};
use serde_json::{Value, json};

countersign::id! {
    /// A book.
    pub struct BookId;
}

/// A book.
#[model(rename_all = "snake_case")]
#[derive(Eq)]
pub struct Book {
    /// Its number.
    pub book_id: BookId,
    /// The edition.
    pub of: Option<Part>,
}

/// A nested member.
#[model(rename_all = "snake_case")]
#[derive(Eq)]
pub struct Part {
    /// Its place.
    pub place_mark: Option<String>,
}

/// A page of books.
#[model(rename_all = "snake_case")]
pub struct Books {
    /// Another list, which comes first.
    pub notes: Vec<String>,
    /// The books.
    #[field(name = "books")]
    pub items: Vec<Book>,
    /// Whether there are more.
    pub has_more: Option<bool>,
    /// The next page.
    #[field(name = "meta")]
    pub paging: Option<Paging>,
}

/// What leads to the next page.
#[model(rename_all = "snake_case")]
pub struct Paging {
    /// The next cursor.
    pub next_cursor: Option<String>,
    /// The next number.
    pub next_number: Option<u64>,
    /// The next URL.
    pub next_link: Option<String>,
}

/// By number.
#[endpoint(GET, "/by-page", response = Books, pages(page = page))]
#[derive(Clone)]
pub struct ByPage {
    /// Page, from 1.
    pub page: Option<u32>,
}

/// By number, from zero, in a body.
#[endpoint(POST, "/from-zero", response = Vec<Book>, retry = safe, pages(page = page, first = 0, page_size = size, end = short_page))]
#[derive(Clone)]
pub struct FromZero {
    /// Page, from 0.
    pub page: Option<i64>,
    /// Books on a page.
    #[param(default = 2)]
    pub size: u32,
}

/// By offset.
#[endpoint(GET, "/by-offset", response = Books, pages(offset = skip, page_size = limit))]
#[derive(Clone)]
pub struct ByOffset {
    /// The number of books to skip.
    #[param(name = "$skip", default = 0, range = 0..=4)]
    pub skip: u32,
    /// The maximum number of books.
    pub limit: Option<u32>,
}

/// By a cursor of the answer.
#[endpoint(GET, "/by-cursor", response = Books, rename_all = "snake_case", pages(cursor = after_this, next = paging.next_cursor))]
#[derive(Clone)]
pub struct ByCursor {
    /// Where to begin.
    pub after_this: Option<String>,
    /// The keyword.
    pub word: String,
}

/// By a cursor that is a number, in a body.
#[endpoint(POST, "/by-number", response = Books, retry = safe, pages(cursor = from, next = paging.next_number, has_more = has_more))]
#[derive(Clone)]
pub struct ByNumber {
    /// Where to begin.
    pub from: Option<u64>,
}

/// By the last item.
#[endpoint(POST, "/by-last", response = Books, retry = safe, pages(cursor = start_id, last = book_id, has_more = has_more))]
#[derive(Clone)]
pub struct ByLast {
    /// The last book that was listed.
    #[param(default = BookId::from(0), number)]
    pub start_id: BookId,
}

/// By a nested member of the last item.
#[endpoint(GET, "/by-mark", response = Vec<Book>, pages(cursor = mark, last = of.place_mark))]
#[derive(Clone)]
pub struct ByMark {
    /// A mark.
    pub mark: Option<String>,
}

/// By what follows the last item.
#[endpoint(GET, "/from-id", response = Vec<Book>, pages(cursor = from_id, last = book_id, inclusive, page_size = limit, end = short_page))]
#[derive(Clone)]
pub struct FromId {
    /// The first book.
    pub from_id: Option<u64>,
    /// The maximum number of books.
    #[param(default = 2)]
    pub limit: u32,
}

/// By links.
#[endpoint(GET, "/by-link/{owner}", response = Vec<Book>, constant("v" = 3), pages(link))]
#[derive(Clone)]
pub struct ByLink {
    /// The reader.
    pub owner: String,
    /// The keyword.
    pub word: Option<String>,
    /// The caller.
    #[param(in = header, name = "x-reader")]
    pub reader: Option<String>,
}

/// By URLs in the answer.
#[endpoint(GET, "/by-url", response = Books, pages(next_url = paging.next_link))]
#[derive(Clone)]
pub struct ByUrl {
    /// The keyword.
    pub word: String,
}

fn rule() -> Scheme {
    let signed = (path() + "?" + parameters().sorted().pairs("=", "&")).hmac_sha256(secret()).hex();
    Scheme::new(signed).parameter("appKey", key_id()).parameter("sign", signature()).build().unwrap()
}

fn credentials() -> Credentials {
    Credentials::new("reader", "sesame").unwrap()
}

/// The library's answer to the n-th request.
type Answers = Arc<dyn Fn(usize) -> Response<Body> + Send + Sync>;

/// A library that verifies each request, and records the requests.
#[derive(Clone)]
struct Library {
    operation: &'static Operation,
    base: &'static str,
    answers: Answers,
    asked: Arc<Mutex<Vec<Request<Bytes>>>>,
}

impl Library {
    fn new(operation: &'static Operation, answers: impl Fn(usize) -> Response<Body> + Send + Sync + 'static) -> Self {
        Self { operation, base: "https://books.example/v1", answers: Arc::new(answers), asked: Arc::default() }
    }

    /// A library that answers with these pages, and then with an empty list.
    fn of(operation: &'static Operation, pages: impl IntoIterator<Item = Value>) -> Self {
        let pages: Vec<_> = pages.into_iter().collect();
        Self::new(operation, move |index| json_answer(pages.get(index).unwrap_or(&json!([]))))
    }

    fn client(&self) -> Client {
        let library = self.clone();
        let transport = MemoryTransport::new(move |request| {
            let mut asked = library.asked.lock().unwrap();
            asked.push(request.map(|body| body.as_bytes().unwrap().clone()));
            (library.answers)(asked.len() - 1)
        });
        let client = Client::builder(self.base, rule(), Envelope::none()).credentials(credentials());
        client.transport(transport).retry(RetryPolicy::none()).build().unwrap()
    }

    /// What was requested: the part that differs between pages, without what the rule adds.
    fn asked(&self) -> Vec<String> {
        let asked = self.asked.lock().unwrap();
        asked.iter().map(|request| self.verified(request)).collect()
    }

    fn verified(&self, request: &Request<Bytes>) -> String {
        // A URL created by the library has another path.
        let is_own =
            request.uri().path().starts_with("/v1/repositories/") || request.uri().path().starts_with("/other");
        if !is_own {
            let received = Received::under("/v1", self.operation, request).unwrap();
            assert_eq!(Auth::verify(&rule(), &received, &credentials()), Ok(()));
        }
        let query = request.uri().query().unwrap_or_default();
        let pairs = query.split('&').filter(|pair| !pair.starts_with("appKey=") && !pair.starts_with("sign="));
        let query = pairs.collect::<Vec<_>>().join("&");
        if request.body().is_empty() {
            return format!("{}?{query}", request.uri().path());
        }
        let mut body: Value = serde_json::from_slice(request.body()).unwrap();
        body.as_object_mut().unwrap().retain(|name, _| name != "appKey" && name != "sign");
        body.to_string()
    }
}

fn json_answer(body: &Value) -> Response<Body> {
    Response::new(body.to_string().into())
}

fn books(ids: impl IntoIterator<Item = u64>) -> Value {
    ids.into_iter().map(|id| json!({ "book_id": id.to_string(), "of": { "place_mark": format!("m&{id}") } })).collect()
}

fn page(ids: impl IntoIterator<Item = u64>, more: impl Into<Value>) -> Value {
    let more = more.into();
    json!({ "notes": ["x"], "books": books(ids), "has_more": more["has_more"], "meta": more })
}

/// The ids that were read, and the final error.
async fn read<E: Paginated>(library: &Library, request: E) -> (Vec<u64>, Option<Error>)
where
    E::Response: PageItems<Item = Book>,
{
    read_on(library.client().pages(request).items()).await
}

async fn read_on<R>(mut items: countersign::page::Items<R, Book>) -> (Vec<u64>, Option<Error>) {
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(book) => ids.push(book.book_id.get()),
            Err(error) => return (ids, Some(error)),
        }
    }
    (ids, None)
}

/// Reads in all possible ways, and returns what was requested, which is the same for all.
async fn every_way<E: Paginated>(make: impl Fn() -> Library, request: E, ids: &[u64]) -> Vec<String>
where
    E::Response: PageItems<Item = Book> + Send,
{
    let typed = make();
    let (read, error) = read(&typed, request.clone()).await;
    assert_eq!((&read[..], error.map(|error| error.to_string())), (ids, None), "typed");

    let ahead = make();
    let (read, _) = read_on(ahead.client().pages(request.clone()).prefetch().items()).await;
    assert_eq!((&read[..], ahead.asked()), (ids, typed.asked()), "prefetched");

    let waited = make();
    let client = blocking::Client::new(waited.client()).unwrap();
    let read: Vec<u64> = client.items(request.clone()).map(|book| book.unwrap().book_id.get()).collect();
    assert_eq!((&read[..], waited.asked()), (ids, typed.asked()), "blocking");

    let untyped = make();
    let mut pages = untyped.client().pages_dyn(Arc::new(request));
    let mut read = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.unwrap().into_value();
        let list = page.get("books").unwrap_or(&page).as_array().unwrap();
        read.extend(list.iter().map(|book| book["book_id"].as_str().unwrap().parse::<u64>().unwrap()));
    }
    assert_eq!((&read[..], untyped.asked()), (ids, typed.asked()), "untyped");
    typed.asked()
}

#[tokio::test]
async fn by_number_from_one_to_the_first_empty_page() {
    let pages = || Library::of(ByPage::OPERATION, [page(1..3, json!({})), page(3..4, json!({})), page([], json!({}))]);
    let asked = every_way(pages, ByPage { page: None }, &[1, 2, 3]).await;
    assert_eq!(asked, ["/v1/by-page?", "/v1/by-page?page=2", "/v1/by-page?page=3"]);
    let asked = every_way(pages, ByPage { page: Some(7) }, &[1, 2, 3]).await;
    assert_eq!(asked, ["/v1/by-page?page=7", "/v1/by-page?page=8", "/v1/by-page?page=9"]);
}

#[tokio::test]
async fn by_number_from_zero_to_a_short_page_where_it_is_declared() {
    let pages = || Library::of(FromZero::OPERATION, [books(1..3), books(3..4), books(4..5)]);
    let asked = every_way(pages, FromZero { page: None, size: 2 }, &[1, 2, 3]).await;
    assert_eq!(asked, [r#"{"size":2}"#, r#"{"page":1,"size":2}"#]);
    let asked = every_way(pages, FromZero { page: Some(0), size: 1 }, &[1, 2, 3, 4]).await;
    assert_eq!(asked.len(), 4, "a long page is not short: {asked:?}");
}

#[tokio::test]
async fn by_offset_as_far_as_items_were_received() {
    let pages =
        || Library::of(ByOffset::OPERATION, [page(1..4, json!({})), page(4..5, json!({})), page([], json!({}))]);
    let asked = every_way(pages, ByOffset { skip: 0, limit: Some(9) }, &[1, 2, 3, 4]).await;
    assert_eq!(
        asked,
        ["/v1/by-offset?%24skip=0&limit=9", "/v1/by-offset?%24skip=3&limit=9", "/v1/by-offset?%24skip=4&limit=9"]
    );
}

#[tokio::test]
async fn a_position_that_the_parameter_does_not_allow_is_refused() {
    let library = Library::of(ByOffset::OPERATION, [page(1..6, json!({})), page(6..9, json!({}))]);
    let (ids, error) = read(&library, ByOffset { skip: 0, limit: None }).await;
    let error = error.unwrap();
    assert_eq!((ids.len(), error.kind(), library.asked().len()), (5, ErrorKind::InvalidParameter, 1));
    assert!(error.to_string().contains("`skip`") && error.to_string().contains("from 0 to 4"), "{error}");
}

#[tokio::test]
async fn by_a_cursor_of_the_answer_until_there_is_none() {
    for end in [json!(null), json!(""), json!({})] {
        let last = if end.is_object() { end.clone() } else { json!({ "next_cursor": end }) };
        let pages = move || {
            Library::of(ByCursor::OPERATION, [page(1..3, json!({ "next_cursor": "a&b 裙" })), page(3..4, last.clone())])
        };
        let asked = every_way(pages, ByCursor { after_this: None, word: "x".into() }, &[1, 2, 3]).await;
        assert_eq!(asked, ["/v1/by-cursor?word=x", "/v1/by-cursor?word=x&after_this=a%26b+%E8%A3%99"], "{end}");
    }
}

#[tokio::test]
async fn by_a_cursor_that_is_a_number_with_all_its_digits() {
    let pages = || {
        let more = json!({ "next_number": u64::MAX, "has_more": true });
        Library::of(ByNumber::OPERATION, [page(1..2, more), page(2..3, json!({ "next_number": 5, "has_more": false }))])
    };
    let asked = every_way(pages, ByNumber { from: None }, &[1, 2]).await;
    assert_eq!(asked, ["{}", r#"{"from":18446744073709551615}"#], "`has_more` ends, whatever the cursor is");
}

#[tokio::test]
async fn by_the_last_item_until_a_page_is_empty_or_reports_the_end() {
    let answers = [page([7, 5], json!({})), page([3], json!({ "has_more": true })), page([], json!({}))];
    let pages = || Library::of(ByLast::OPERATION, answers.clone());
    let asked = every_way(pages, ByLast { start_id: 0.into() }, &[7, 5, 3]).await;
    assert_eq!(asked, [r#"{"startId":0}"#, r#"{"startId":5}"#, r#"{"startId":3}"#]);
    let says_so = || Library::of(ByLast::OPERATION, [page([7, 5], json!({ "has_more": false }))]);
    assert_eq!(every_way(says_so, ByLast { start_id: 0.into() }, &[7, 5]).await.len(), 1);
}

#[tokio::test]
async fn by_something_inside_of_the_last_item() {
    let pages = || Library::of(ByMark::OPERATION, [books(1..3), books(3..4)]);
    let asked = every_way(pages, ByMark { mark: None }, &[1, 2, 3]).await;
    assert_eq!(asked, ["/v1/by-mark?", "/v1/by-mark?mark=m%262", "/v1/by-mark?mark=m%263"]);
}

#[tokio::test]
async fn a_last_item_without_a_cursor_is_an_error_and_not_the_end() {
    let library = Library::of(ByMark::OPERATION, [json!([{ "book_id": 1 }])]);
    let (ids, error) = read(&library, ByMark { mark: None }).await;
    let error = error.unwrap();
    assert_eq!((&ids[..], error.kind()), (&[1][..], ErrorKind::NextPage));
    assert!(error.to_string().contains("`of.place_mark`"), "{error}");
}

#[tokio::test]
async fn by_what_follows_the_last_item() {
    let pages = || Library::of(FromId::OPERATION, [books([4, 6]), books([7])]);
    let asked = every_way(pages, FromId { from_id: None, limit: 2 }, &[4, 6, 7]).await;
    assert_eq!(asked, ["/v1/from-id?limit=2", "/v1/from-id?limit=2&fromId=7"]);
}

fn linked(ids: impl IntoIterator<Item = u64>, links: &[&str]) -> Response<Body> {
    let mut answer = json_answer(&books(ids));
    for link in links {
        answer.headers_mut().append("link", link.parse().unwrap());
    }
    answer
}

#[tokio::test]
async fn by_links_that_are_signed_again_wherever_they_lead_on_the_host() {
    let pages = || {
        Library::new(ByLink::OPERATION, |index| match index {
            0 => linked(
                1..3,
                &[
                    r#"<https://books.example/v1/first>; rel=first, <https://BOOKS.example:443/v1/repositories/4821/issues?word=a%26b&v=3&sign=old&appKey=old&after=x%3D%3D>; title="a, <b>; rel=prev"; REL="last NEXT""#,
                ],
            ),
            1 => linked(3..4, &[r#"<https://books.example/v1/first>; rel="first""#, "</other?page=3#top>;rel=next"]),
            2 => linked(4..5, &["<?page=4>; rel=\"next\""]),
            _ => linked(
                5..6,
                &[
                    r#"<https://books.example/v1/x>; rel="prev"; x="next", <https://evil.example/>; rel=next; anchor="/y""#,
                ],
            ),
        })
    };
    let request = ByLink { owner: "ida".into(), word: Some("a&b".into()), reader: Some("Gretchen".into()) };
    let asked = every_way(pages, request.clone(), &[1, 2, 3, 4, 5]).await;
    assert_eq!(asked[0], "/v1/by-link/ida?v=3&word=a%26b");
    assert_eq!(
        asked[1..],
        ["/v1/repositories/4821/issues?word=a%26b&v=3&after=x%3D%3D", "/other?page=3", "/other?page=4"]
    );
    let library = pages();
    let _ = read(&library, request).await;
    for request in library.asked.lock().unwrap().iter() {
        assert_eq!(request.headers()["x-reader"], "Gretchen", "headers go with every page");
        let query = request.uri().query().unwrap();
        assert_eq!((query.matches("sign=").count(), query.contains("old")), (1, false), "signed again: {query}");
    }
}

#[tokio::test]
async fn a_linked_page_on_the_own_path_is_verified_by_the_other_side() {
    let pages = || {
        let next = "<https://books.example/v1/by-link/ida?v=3&word=b>; rel=next";
        Library::new(ByLink::OPERATION, move |index| if index == 0 { linked([1], &[next]) } else { linked([2], &[]) })
    };
    let asked = every_way(pages, ByLink { owner: "ida".into(), word: None, reader: None }, &[1, 2]).await;
    assert_eq!(asked, ["/v1/by-link/ida?v=3", "/v1/by-link/ida?v=3&word=b"]);
}

#[tokio::test]
async fn by_urls_in_the_answer() {
    let pages = || {
        let next = json!({ "next_link": "https://books.example/v1/by-url?word=x&cursor=2" });
        Library::of(ByUrl::OPERATION, [page([1], next), page([2], json!({ "next_link": null }))])
    };
    let asked = every_way(pages, ByUrl { word: "x".into() }, &[1, 2]).await;
    assert_eq!(asked, ["/v1/by-url?word=x", "/v1/by-url?word=x&cursor=2"]);
}

#[tokio::test]
async fn a_url_of_another_host_is_not_followed() {
    for url in [
        "https://evil.example/v1/by-url?token=hush",
        "http://books.example/v1/by-url?token=hush",
        "https://books.example:8443/by-url?token=hush",
        "https://me:hush@books.example/by-url",
        "https://books.example@evil.example/by-url",
        "https://books.example.evil.example/by-url",
        "//evil.example/by-url",
        "ftp://books.example/by-url",
        "https:///by-url",
    ] {
        let library = Library::of(ByUrl::OPERATION, [page([1], json!({ "next_link": url })), page([2], json!({}))]);
        let (ids, error) = read(&library, ByUrl { word: "x".into() }).await;
        let error = error.unwrap();
        assert_eq!((&ids[..], error.kind(), library.asked().len()), (&[1][..], ErrorKind::NextPage, 1), "{url}");
        let text = error.explain().to_string();
        assert!(text.contains("another host than `books.example`"), "{url}: {text}");
        assert!(!text.contains("hush"), "{text}");
    }
}

#[tokio::test]
async fn a_url_that_cannot_be_sent_is_not_followed() {
    for url in ["by-url?page=2", "/../by-url", "/by-url/{x}", "/a b", "mailto:me"] {
        let library = Library::of(ByUrl::OPERATION, [page([1], json!({ "next_link": url }))]);
        let (_, error) = read(&library, ByUrl { word: "x".into() }).await;
        let error = error.unwrap();
        assert_eq!((error.kind(), library.asked().len()), (ErrorKind::NextPage, 1), "{url}: {error}");
    }
    let library = Library::of(ByUrl::OPERATION, [page([1], json!({ "next_link": "/by-url?page=%ff" }))]);
    let error = read(&library, ByUrl { word: "x".into() }).await.1.unwrap();
    assert!(error.to_string().contains("UTF-8"), "{error}");
}

#[tokio::test]
async fn a_cursor_or_a_url_that_repeats_is_an_error_that_names_it() {
    let answers =
        (1..9).map(|id| page([id], json!({ "next_cursor": if id < 3 { format!("c{id}") } else { "c1".into() } })));
    let library = Library::of(ByCursor::OPERATION, answers);
    let (ids, error) = read(&library, ByCursor { after_this: None, word: "x".into() }).await;
    let error = error.unwrap();
    assert_eq!((&ids[..], error.kind()), (&[1, 2, 3][..], ErrorKind::RepeatedPage), "the page itself is given");
    assert!(error.to_string().contains("`after_this` = `c1`"), "{error}");

    let link = json!({ "next_link": "/v1/by-url?word=x&token=hush" });
    let library = Library::of(ByUrl::OPERATION, (1..9).map(|id| page([id], link.clone())));
    let error = read(&library, ByUrl { word: "x".into() }).await.1.unwrap();
    assert_eq!(error.kind(), ErrorKind::RepeatedPage);
    assert!(error.to_string().contains("`/v1/by-url?…`") && !error.to_string().contains("hush"), "{error}");
}

#[tokio::test]
async fn a_page_that_repeats_is_an_error_whatever_turned_it() {
    let same = || page([1], json!({}));
    let library = Library::of(ByPage::OPERATION, [same(), same()]);
    let error = read(&library, ByPage { page: None }).await.1.unwrap();
    assert_eq!(error.kind(), ErrorKind::RepeatedPage);
    assert!(error.to_string().contains("`page` = `2`"), "{error}");
}

#[tokio::test]
async fn reading_continues_from_a_stored_position() {
    let answers = |from: usize| {
        (1..4)
            .skip(from)
            .map(|id| page([id], json!({ "next_cursor": if id < 3 { json!(format!("c{id}")) } else { json!(null) } })))
    };
    let request = ByCursor { after_this: None, word: "x".into() };
    let library = Library::of(ByCursor::OPERATION, answers(0));
    let mut pages = library.client().pages(request.clone()).max_pages(1);
    assert_eq!(pages.next_page(), Position::START);
    pages.next().await.unwrap().unwrap();
    assert!(pages.next().await.is_none());
    let kept = pages.next_page().as_str().unwrap().to_owned();
    assert_eq!(kept, "c1");

    let library = Library::of(ByCursor::OPERATION, answers(1));
    let mut pages = library.client().pages(request.clone()).from_page(kept);
    while let Some(page) = pages.next().await {
        page.unwrap();
    }
    assert_eq!(library.asked(), ["/v1/by-cursor?word=x&after_this=c1", "/v1/by-cursor?word=x&after_this=c2"]);
    assert_eq!(pages.next_page(), Position::END);
    assert_eq!(read_on(pages.from_page(Position::END).items()).await.0, [0_u64; 0], "there is nothing after the end");
}

#[tokio::test]
async fn an_error_leaves_the_position_of_the_page_that_failed() {
    let library = Library::new(ByLink::OPERATION, |index| match index {
        0 => linked([1], &["</v1/by-link/ida?v=3&word=2>; rel=next"]),
        _ => Response::builder().status(500).body("broken".into()).unwrap(),
    });
    let mut items = library.client().pages(ByLink { owner: "ida".into(), word: None, reader: None }).items();
    items.next().await.unwrap().unwrap();
    assert_eq!(items.next().await.unwrap().unwrap_err().kind(), ErrorKind::Http);
    assert_eq!(items.next_page(), Position::from("/v1/by-link/ida?v=3&word=2"));
}

#[test]
fn the_metadata_and_the_openapi_document_name_what_turns_pages() {
    assert_eq!(ByPage::OPERATION.pagination().unwrap().turn(), Turn::Page("page"));
    let operations = [
        ByPage::OPERATION,
        FromZero::OPERATION,
        ByOffset::OPERATION,
        ByCursor::OPERATION,
        ByLast::OPERATION,
        ByMark::OPERATION,
        FromId::OPERATION,
        ByLink::OPERATION,
        ByUrl::OPERATION,
    ];
    let document = OpenApi::new("Books", "1", &[("books", &operations)]).to_json();
    let paging = |path: &str, method: &str| document["paths"][path][method]["x-pagination"].clone();
    assert_eq!(paging("/by-page", "get"), json!({ "page": "page" }));
    assert_eq!(
        paging("/from-zero", "post"),
        json!({ "page": "page", "first": 0, "pageSize": "size", "end": "short_page" })
    );
    assert_eq!(paging("/by-offset", "get"), json!({ "offset": "$skip", "pageSize": "limit" }));
    assert_eq!(paging("/by-cursor", "get"), json!({ "cursor": "after_this", "next": "meta.next_cursor" }));
    assert_eq!(paging("/by-last", "post"), json!({ "cursor": "startId", "last": "book_id", "hasMore": "has_more" }));
    assert_eq!(paging("/by-mark", "get"), json!({ "cursor": "mark", "last": "of.place_mark" }));
    let from_id =
        json!({ "cursor": "fromId", "last": "book_id", "inclusive": true, "pageSize": "limit", "end": "short_page" });
    assert_eq!(paging("/from-id", "get"), from_id);
    assert_eq!(paging("/by-link/{owner}", "get"), json!({ "link": "next" }));
    assert_eq!(paging("/by-url", "get"), json!({ "nextUrl": "meta.next_link" }));
}

fn parsed<E: Endpoint>(library: &Library, request: &Request<Bytes>) -> E {
    E::parse(&Received::under("/v1", library.operation, request).unwrap()).unwrap()
}

fn current<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

proptest! {
    #[test]
    fn the_other_side_reads_each_page_as_if_its_field_had_been_set(cursor in any::<String>(), word in any::<String>(), number in any::<u64>()) {
        proptest::prop_assume!(!cursor.trim().is_empty());
        let library = Library::of(ByCursor::OPERATION, [page([1], json!({ "next_cursor": cursor })), page([2], json!({}))]);
        let (ids, _) = current(read(&library, ByCursor { after_this: None, word: word.clone() }));
        assert_eq!(ids, [1, 2]);
        let expected = ByCursor { after_this: Some(cursor), word };
        assert_eq!(parsed::<ByCursor>(&library, &library.asked.lock().unwrap()[1]), expected);

        let library = Library::of(ByNumber::OPERATION, [page([1], json!({ "next_number": number })), page([2], json!({}))]);
        current(read(&library, ByNumber { from: None }));
        assert_eq!(parsed::<ByNumber>(&library, &library.asked.lock().unwrap()[1]), ByNumber { from: Some(number) });
    }

    #[test]
    fn no_link_header_breaks_reading(link in prop::string::string_regex("[ -~]{0,40}|(<[a-z/:.?]{0,9}>|;|,|rel=|\"|next| |=){0,12}").unwrap()) {
        let library = Library::new(ByLink::OPERATION, move |index| if index == 0 { linked([1], &[&link]) } else { linked([], &[]) });
        let (ids, _) = current(read(&library, ByLink { owner: "ida".into(), word: None, reader: None }));
        assert_eq!(ids, [1]);
    }
}

/// A page that is read by hand.
#[test]
fn a_custom_response_can_be_a_page() {
    fn is_page<P: PageItems + Decode>() {}
    is_page::<Books>();
    is_page::<Vec<Book>>();
}
