//! The embedded gateway as its user sees it: searches that depend on what is asked, and a clean end.
//!
//! What a search must find is worked out here from the vendor's samples, without the gateway's code.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failed test says where")]

use std::collections::BTreeSet;
use std::sync::mpsc;
use std::time::Duration;

use api_1688::gateway::{self, Gateway};
use api_1688::{
    Client, KeywordSearch, Language, Page, PaymentLinks, ProductDetail, ProductSummary, SearchFilter, Sort, SortKey,
    SortOrder,
};
use countersign::gateway::Served;
use countersign::value::{Decimal, Yuan};
use countersign::{ErrorKind, Reply};
use serde_json::Value;
use tokio::net::TcpStream;

/// The products of the samples, as JSON.
fn products() -> Vec<Value> {
    let pages = [
        include_str!("../../api-1688/samples/keyword-search.response.json"),
        include_str!("../../api-1688/samples/image-search.response.json"),
    ];
    let page = |text| serde_json::from_str::<Value>(text).unwrap()["data"]["data"].as_array().unwrap().clone();
    let products: Vec<Value> = pages.into_iter().flat_map(page).collect();
    assert!(products.len() > 20);
    products
}

/// The ids of the products that a test asks for.
fn ids(wanted: impl Fn(&Value) -> bool) -> BTreeSet<u64> {
    products().iter().filter(|product| wanted(product)).map(|product| product["offerId"].as_u64().unwrap()).collect()
}

fn price(product: &Value) -> Decimal {
    product["priceInfo"]["price"].as_str().unwrap().parse().unwrap()
}

fn found(page: &Page<ProductSummary>) -> BTreeSet<u64> {
    page.items.iter().map(|product| product.offer_id.get()).collect()
}

/// A search for everything there is, on one page.
fn everything() -> KeywordSearch {
    KeywordSearch::builder().keyword("").country(Language::English).page_size(50).build()
}

async fn search(client: &Client, search: KeywordSearch) -> Page<ProductSummary> {
    client.call(search).await.unwrap().into_value()
}

#[tokio::test]
async fn a_search_finds_what_has_its_words_in_a_title() {
    let gateway = Gateway::start().await.unwrap();
    let client = gateway.client().unwrap();
    let page = search(&client, everything()).await;
    assert_eq!(found(&page), ids(|_| true));
    for word in ["轮胎", "自行车", "MAXXIS", "maxxis"] {
        let lower = word.to_lowercase();
        let title = |product: &Value| format!("{} {}", product["subject"], product["subjectTrans"]).to_lowercase();
        let wanted = ids(|product| title(product).contains(&lower));
        assert!(!wanted.is_empty() && wanted.len() < products().len(), "`{word}` tells products apart");
        let page = search(&client, KeywordSearch { keyword: word.to_owned(), ..everything() }).await;
        assert_eq!(found(&page), wanted, "{word}");
        assert_eq!(page.total_records, wanted.len() as u64);
    }
    let page = search(&client, KeywordSearch { keyword: String::from("no such thing"), ..everything() }).await;
    assert_eq!((page.items.len(), page.total_records), (0, 0));
}

#[tokio::test]
async fn pages_follow_each_other_until_one_is_empty() {
    let gateway = Gateway::start().await.unwrap();
    let client = gateway.client().unwrap();
    let whole = search(&client, everything()).await;
    let mut collected = Vec::new();
    for begin_page in 1.. {
        let page = search(&client, KeywordSearch { begin_page, page_size: 7, ..everything() }).await;
        assert_eq!((page.current_page, page.page_size, page.total_records), (Some(begin_page), 7, whole.total_records));
        if page.items.is_empty() {
            break;
        }
        assert!(page.items.len() == 7 || collected.len() + page.items.len() == whole.items.len());
        collected.extend(page.items);
    }
    assert_eq!(collected, whole.items);
}

#[tokio::test]
async fn filters_and_prices_narrow_a_search() {
    let gateway = Gateway::start().await.unwrap();
    let client = gateway.client().unwrap();
    let filtered = |filter: Vec<SearchFilter>| search(&client, KeywordSearch { filter, ..everything() });
    let selected = ids(|product| product["isJxhy"] == true);
    assert!(!selected.is_empty() && selected.len() < products().len());
    assert_eq!(found(&filtered(vec![SearchFilter::SelectedSource]).await), selected);
    // No sample is of a certified factory; both filters together are as narrow as the narrower one.
    assert_eq!(found(&filtered(vec![SearchFilter::CertifiedFactory]).await), BTreeSet::new());
    assert_eq!(
        found(&filtered(vec![SearchFilter::SelectedSource, SearchFilter::CertifiedFactory]).await),
        BTreeSet::new()
    );

    let (least, most) = (Decimal::from(5), Decimal::from(8));
    let priced = |price_start: Option<Decimal>, price_end: Option<Decimal>| {
        let (price_start, price_end) = (price_start.map(Yuan::from), price_end.map(Yuan::from));
        search(&client, KeywordSearch { price_start, price_end, ..everything() })
    };
    assert!(!ids(|product| price(product) == least || price(product) == most).is_empty(), "the bounds are met");
    assert_eq!(found(&priced(Some(least), None).await), ids(|product| price(product) >= least));
    assert_eq!(found(&priced(None, Some(most)).await), ids(|product| price(product) <= most));
    let between = ids(|product| (least..=most).contains(&price(product)));
    assert_eq!(found(&priced(Some(least), Some(most)).await), between);
}

#[tokio::test]
async fn a_search_is_in_the_order_asked_for() {
    let gateway = Gateway::start().await.unwrap();
    let client = gateway.client().unwrap();
    let sorted = |key, order| search(&client, KeywordSearch { sort: Some(Sort::new(key, order)), ..everything() });
    let cheapest = sorted(SortKey::Price, SortOrder::Ascending).await;
    assert!(cheapest.items.is_sorted_by_key(|product| product.price_info.price));
    assert_eq!(found(&cheapest), ids(|_| true));
    let dearest = sorted(SortKey::Price, SortOrder::Descending).await;
    assert!(dearest.items.iter().rev().is_sorted_by_key(|product| product.price_info.price));
    let sold = sorted(SortKey::MonthSold, SortOrder::Descending).await;
    assert!(sold.items.iter().rev().is_sorted_by_key(|product| product.month_sold));
    let unsorted = search(&client, everything()).await;
    assert!(!unsorted.items.is_sorted_by_key(|product| product.price_info.price));
}

#[tokio::test]
async fn answers_can_be_scripted_one_by_one() {
    let gateway = Gateway::start().await.unwrap();
    let client = gateway.client().unwrap();
    for status in [500, 501] {
        gateway.service().script("keyword_search", Served::raw(status, ""));
    }
    for status in [500, 501] {
        assert_eq!(client.call(everything()).await.unwrap_err().status().unwrap().as_u16(), status);
    }
    search(&client, everything()).await;
    // A scripted answer is for a request that the gateway accepts: this one has no order.
    gateway.service().script("payment_links", Served::raw(500, ""));
    let foreign = Client::builder()
        .base_url(gateway.base_url())
        .credentials(countersign::Credentials::new("stranger", gateway::APP_SECRET).unwrap())
        .build()
        .unwrap();
    let links = || PaymentLinks { order_ids: vec![1.into()] };
    assert_eq!(foreign.call(links()).await.unwrap_err().status().unwrap().as_u16(), 400);
    assert_eq!(gateway.client().unwrap().call(links()).await.unwrap_err().status().unwrap().as_u16(), 500);
}

#[tokio::test]
async fn answers_have_a_time_and_an_id_of_their_own() {
    let gateway = Gateway::start().await.unwrap();
    let client = gateway.client().unwrap();
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
    let service = gateway::service().on(move |_: ProductDetail| {
        entered.send(()).unwrap();
        released.lock().unwrap().recv().unwrap();
        Served::failure("LATE", "answered after the end was asked for", Value::Null)
    });
    let gateway = Gateway::start_with(service.build(), 0).await.unwrap();
    let (client, base_url) = (gateway.client().unwrap(), gateway.base_url());
    let waiting = client.clone();
    let call = tokio::spawn(async move {
        waiting.product_detail().offer_id(1).country(Language::English).send().await.map(Reply::into_value)
    });
    tokio::task::spawn_blocking(move || has_entered.recv().unwrap()).await.unwrap();
    let shutdown = tokio::spawn(gateway.shutdown());
    is_closed(base_url.trim_start_matches("http://")).await;
    assert!(!shutdown.is_finished(), "it waits for the open answer");

    release.send(()).unwrap();
    assert_eq!(call.await.unwrap().unwrap_err().code(), Some("LATE"));
    shutdown.await.unwrap().unwrap();
    assert_eq!(client.call(everything()).await.unwrap_err().kind(), ErrorKind::Connect);
}

#[tokio::test]
async fn a_dropped_gateway_stops() {
    let gateway = Gateway::start().await.unwrap();
    let address = gateway.base_url().trim_start_matches("http://").to_owned();
    assert!(TcpStream::connect(&address).await.is_ok());
    drop(gateway);
    is_closed(&address).await;
}

/// Waits until nobody listens at an address.
async fn is_closed(address: &str) {
    for _ in 0..2000 {
        if TcpStream::connect(address).await.is_err() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("the port is still open");
}
