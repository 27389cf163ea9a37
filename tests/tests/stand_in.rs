//! The embedded stand-in as its user sees it: scripted answers, and a clean end. What it sells is in `market`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failed test says where")]

use std::sync::mpsc;
use std::time::Duration;

use api_1688::stand_in::{self, StandIn};
use api_1688::{Client, KeywordSearch, Language, Page, PaymentLinks, ProductDetail, ProductSummary};
use countersign::{Endpoint as _, ErrorKind, Reply};
use countersign_server::stand_in::Served;
use serde_json::Value;
use tokio::net::TcpStream;

/// A search for everything there is, on one page.
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
    // A scripted answer is for a request that the stand-in accepts: this one has no order.
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
