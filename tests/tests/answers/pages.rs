//! Pages and items, as streams and as iterators: where they end, what is requested, and what remains after an error. No
//! test really waits.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::future::{poll_fn, ready};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;

use api_1688::{Client, KeywordSearch, Language};
use countersign::blocking;
use countersign::page::Position;
use countersign::retry::RetryPolicy;
use countersign::transport::{MemoryTransport, Sending, Transport, TransportError, TransportFailure};
use countersign::{Body, Error, ErrorKind};
use countersign_tests::requests::{account, keyword_search};
use countersign_tests::script::{Script, Step, TestTimer};
use futures_core::Stream;
use serde_json::json;

/// A search from its first page on.
fn search() -> KeywordSearch {
    let mut changed = keyword_search();
    changed.begin_page = 1;
    changed
}

/// A shop with three pages, the last of which is not full. It reports a wrong number of pages, and records the
/// requested pages.
#[derive(Clone, Default)]
struct Shop {
    asked: Arc<Mutex<Vec<u64>>>,
    fails_at: Option<u64>,
    /// The page that failed succeeds when it is requested again.
    recovers: bool,
    repeats_from: Option<u64>,
}

impl Shop {
    fn answer(&self, request: &http::Request<Body>) -> http::Response<Body> {
        let query = request.uri().query().unwrap();
        let page: u64 = query.split('&').find_map(|pair| pair.strip_prefix("beginPage=")).unwrap().parse().unwrap();
        let mut asked = self.asked.lock().unwrap();
        let is_again = asked.contains(&page);
        asked.push(page);
        if self.fails_at == Some(page) && !(self.recovers && is_again) {
            return http::Response::builder().status(500).body("broken".into()).unwrap();
        }
        let shown = self.repeats_from.map_or(page, |from| page.min(from));
        let items: &[u64] = match shown {
            1 => &[11, 12],
            2 => &[21, 22],
            3 => &[31],
            _ => &[],
        };
        let items: Vec<_> = items.iter().map(product).collect();
        let data = json!({ "totalRecords": 5, "totalPage": 2, "pageSize": 2, "currentPage": page, "data": items });
        let body = json!({ "code": 200, "data": data });
        http::Response::new(body.to_string().into())
    }

    fn client(&self) -> Client {
        Client::builder().credentials(account()).transport(self.transport()).retry(RetryPolicy::none()).build().unwrap()
    }

    fn blocking(&self) -> Client<blocking::Client> {
        Client::builder()
            .credentials(account())
            .transport(self.transport())
            .retry(RetryPolicy::none())
            .build_blocking()
            .unwrap()
    }

    fn transport(&self) -> MemoryTransport {
        let shop = self.clone();
        MemoryTransport::new(move |request| shop.answer(&request))
    }

    fn asked(&self) -> Vec<u64> {
        self.asked.lock().unwrap().clone()
    }
}

fn product(id: &u64) -> serde_json::Value {
    let sample = include_str!("../../../api-1688/samples/keyword-search.response.json");
    let sample: serde_json::Value = serde_json::from_str(sample).unwrap();
    let mut product = sample["data"]["data"][0].clone();
    product["offerId"] = json!(id);
    product
}

/// The ids of all items, and the final error.
async fn ids(
    mut items: countersign::page::Items<api_1688::Page<api_1688::ProductSummary>, api_1688::ProductSummary>,
) -> (Vec<u64>, Option<Error>) {
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(item) => ids.push(item.offer_id.get()),
            Err(error) => return (ids, Some(error)),
        }
    }
    (ids, None)
}

const ALL: [u64; 5] = [11, 12, 21, 22, 31];

#[tokio::test]
async fn reading_ends_at_an_empty_page_and_not_at_the_number_of_pages() {
    let shop = Shop::default();
    let client = shop.client();
    let (ids, error) = ids(client.keyword_search().keyword("裙").country(Language::English).items()).await;
    assert_eq!((ids.as_slice(), error.map(|error| error.to_string())), (&ALL[..], None));
    assert_eq!(shop.asked(), [1, 2, 3, 4]);
}

#[tokio::test]
async fn pages_are_given_with_what_their_answers_say() {
    let shop = Shop::default();
    let client = shop.client();
    let mut pages = client.keyword_search().keyword("裙").country(Language::English).pages();
    let mut numbers = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        assert_eq!(page.status(), 200);
        numbers.push(page.current_page.unwrap());
    }
    assert_eq!(numbers, [1, 2, 3]);
    assert!(pages.next().await.is_none(), "an end is an end");
    assert_eq!((shop.asked().len(), pages.next_page()), (4, Position::from(4)));
}

#[tokio::test]
async fn they_are_streams() {
    fn is_stream<S: Stream + Unpin + Send + 'static>(stream: S) -> S {
        stream
    }
    let shop = Shop::default();
    let mut items = is_stream(shop.client().items(search()));
    let first = poll_fn(|context| Pin::new(&mut items).poll_next(context)).await.unwrap().unwrap();
    assert_eq!(first.offer_id.get(), 11);
    let _ = is_stream(shop.client().pages(search()));
}

#[tokio::test]
async fn a_limited_stream_requests_no_more_than_it_returns() {
    for (max_pages, given, asked) in [(0, 0, 0), (1, 2, 1), (2, 4, 2), (3, 5, 3), (9, 5, 4)] {
        let shop = Shop::default();
        let (ids, _) = ids(shop.client().pages(search()).max_pages(max_pages).items()).await;
        assert_eq!((ids.len(), shop.asked().len()), (given, asked), "at most {max_pages} pages");
    }
    for (max_items, asked) in [(0, 0), (1, 1), (2, 1), (3, 2), (5, 3), (6, 4)] {
        let shop = Shop::default();
        let (ids, _) = ids(shop.client().items(search()).max_items(max_items)).await;
        assert_eq!(ids, ALL[..ALL.len().min(usize::try_from(max_items).unwrap())]);
        assert_eq!(shop.asked().len(), asked, "at most {max_items} items");
    }
}

#[tokio::test]
async fn an_error_loses_nothing_and_reports_where_to_resume() {
    let shop = Shop { fails_at: Some(3), ..Shop::default() };
    let mut items = shop.client().items(search());
    let mut read = Vec::new();
    let error = loop {
        match items.next().await.expect("there is an error before the end") {
            Ok(item) => read.push(item.offer_id.get()),
            Err(error) => break error,
        }
    };
    assert_eq!((read.as_slice(), error.kind()), (&ALL[..4], ErrorKind::Http));
    assert!(items.next().await.is_none(), "after an error nothing follows");

    let repaired = Shop::default();
    let rest = repaired.client().pages(search()).from_page(items.next_page());
    assert_eq!(ids(rest.items()).await.0, [31]);
    assert_eq!(repaired.asked(), [3, 4]);
}

#[tokio::test]
async fn the_same_pages_go_on_after_an_error() {
    for prefetches in [false, true] {
        let shop = Shop { fails_at: Some(2), recovers: true, ..Shop::default() };
        let pages = shop.client().pages(search());
        let mut pages = if prefetches { pages.prefetch() } else { pages };
        pages.next().await.unwrap().unwrap();
        assert_eq!(pages.next().await.unwrap().unwrap_err().kind(), ErrorKind::Http);
        let failed = pages.next_page();
        assert_eq!(ids(pages.from_page(failed).items()).await.0, ALL[2..]);
    }
}

#[tokio::test]
async fn pages_can_start_anywhere() {
    for prefetches in [false, true] {
        let pages = Shop::default().client().pages(search());
        let mut pages = if prefetches { pages.prefetch() } else { pages };
        pages.next().await.unwrap().unwrap();
        // The first page was returned before, and the second may be on its way.
        assert_eq!(ids(pages.from_page(1_u64).items()).await.0, ALL);
    }
}

/// A shop whose answer for page 2 is polled only after its time has run out.
struct Late(Shop);

impl Transport for Late {
    fn send(&self, request: http::Request<Body>) -> Sending<'_> {
        let answer = self.0.answer(&request);
        if self.0.asked() != [1, 2] {
            return Box::pin(ready(Ok(answer)));
        }
        let mut was_polled = false;
        Box::pin(poll_fn(move |_| match std::mem::replace(&mut was_polled, true) {
            false => Poll::Pending,
            true => Poll::Ready(Err(TransportError::new(TransportFailure::TimedOut, "no answer in time"))),
        }))
    }
}

#[tokio::test]
async fn a_slow_reader_does_not_lose_the_page_that_was_fetched_ahead() {
    let shop = Shop::default();
    let client = Client::builder().credentials(account()).transport(Late(shop.clone())).retry(RetryPolicy::none());
    let items = client.build().unwrap().pages(search()).prefetch().items();
    let (ids, error) = ids(items).await;
    assert_eq!((ids.as_slice(), error.map(|error| error.to_string())), (&ALL[..], None));
    assert_eq!(shop.asked(), [1, 2, 2, 3, 4]);
}

#[tokio::test]
async fn reading_begins_at_the_page_of_the_request() {
    let shop = Shop::default();
    let request = {
        let mut changed = search();
        changed.begin_page = 2;
        changed
    };
    assert_eq!(ids(shop.client().items(request)).await.0, ALL[2..]);
}

#[tokio::test]
async fn a_vendor_that_repeats_a_page_ends_with_an_error_and_not_never() {
    for repeats_from in 1..=3 {
        let shop = Shop { repeats_from: Some(repeats_from), ..Shop::default() };
        let (ids, error) = ids(shop.client().items(search())).await;
        let error = error.unwrap();
        assert_eq!(error.kind(), ErrorKind::RepeatedPage);
        assert_eq!(ids.len(), [2, 4, 5][usize::try_from(repeats_from).unwrap() - 1], "each item once");
        let repeated = format!("keyword_search: the page at `beginPage` = `{}`", repeats_from + 1);
        assert!(error.to_string().starts_with(&repeated), "{error}");
    }
}

#[tokio::test]
async fn a_page_is_prefetched_only_on_request() {
    for (prefetches, max_pages, asked) in [(false, 9, 1), (true, 9, 2), (true, 1, 1)] {
        let shop = Shop::default();
        let pages = shop.client().pages(search()).max_pages(max_pages);
        let mut pages = if prefetches { pages.prefetch() } else { pages };
        pages.next().await.unwrap().unwrap();
        assert_eq!(shop.asked().len(), asked);
    }
    let shop = Shop::default();
    assert_eq!(ids(shop.client().pages(search()).prefetch().items()).await.0, ALL);
    assert_eq!(shop.asked(), [1, 2, 3, 4]);
}

#[tokio::test]
async fn an_error_ahead_does_not_lose_the_page_before_it() {
    let shop = Shop { fails_at: Some(2), ..Shop::default() };
    let (ids, error) = ids(shop.client().pages(search()).prefetch().items()).await;
    assert_eq!((ids.as_slice(), error.unwrap().kind()), (&ALL[..2], ErrorKind::Http));
}

#[tokio::test]
async fn pages_outlive_the_client_they_came_from() {
    let items = Shop::default().client().items(search());
    assert_eq!(tokio::spawn(ids(items)).await.unwrap().0, ALL);
}

#[tokio::test]
async fn each_page_is_a_call_that_is_repeated_by_itself() {
    let steps = [Step::answer(503, ""), Step::success()];
    let (script, timer) = (Script::new(steps), TestTimer::default());
    let client = script.client(&timer).build().unwrap();
    assert_eq!(ids(client.items(search())).await.0, [0; 0]);
    assert_eq!(script.attempts(), 2);
}

#[test]
fn blocking_pages_and_items_are_iterators() {
    let shop = Shop::default();
    let client = shop.blocking();
    let items = client.keyword_search().keyword("裙").country(Language::English).items();
    let ids: Vec<_> = items.map(|item| item.unwrap().offer_id.get()).collect();
    assert_eq!(ids, ALL);
    assert_eq!(shop.asked(), [1, 2, 3, 4]);

    let pages = client.pages(search()).prefetch().max_pages(2);
    assert_eq!(pages.map(|page| page.unwrap().items.len()).collect::<Vec<_>>(), [2, 2]);
    assert_eq!(client.items(search()).take(3).filter_map(Result::ok).count(), 3);
}

#[test]
fn a_blocking_error_loses_nothing_either() {
    let shop = Shop { fails_at: Some(2), ..Shop::default() };
    let mut items = shop.blocking().items(search());
    let read: Vec<_> =
        items.by_ref().map(|item| item.map(|item| item.offer_id.get()).map_err(|error| error.kind())).collect();
    assert_eq!(read, [Ok(11), Ok(12), Err(ErrorKind::Http)]);
    assert_eq!(items.next_page(), Position::from(2));
}

#[test]
fn the_same_blocking_pages_go_on_after_an_error() {
    let shop = Shop { fails_at: Some(2), recovers: true, ..Shop::default() };
    let mut pages = shop.blocking().pages(search());
    assert_eq!(pages.by_ref().filter(Result::is_err).count(), 1);
    let failed = pages.next_page();
    let ids: Vec<_> = pages.from_page(failed).items().map(|item| item.unwrap().offer_id.get()).collect();
    assert_eq!(ids, ALL[2..]);
}
