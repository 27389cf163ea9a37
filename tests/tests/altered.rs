//! sent == signed: a layer between client and wire that changes what was signed is caught at the last moment, and
//! nothing is sent.
//!
//! In release builds the check only warns, so these tests are of debug builds.
#![cfg(debug_assertions)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failed test says where")]

use api_1688::Client;
use api_1688::gateway::{self, Gateway};
use bytes::Bytes;
use countersign::transport::{MemoryTransport, ReqwestTransport, Sending, Transport};
use countersign::{Error, ErrorKind};
use countersign_tests::requests::{create_order, keyword_search};
use http::{HeaderValue, Method, Request, Uri};

/// A layer that does something to every request.
struct Layer<T> {
    inner: T,
    change: fn(&mut Request<Bytes>),
}

impl<T: Transport> Transport for Layer<T> {
    fn send(&self, mut request: Request<Bytes>) -> Sending<'_> {
        (self.change)(&mut request);
        self.inner.send(request)
    }
}

/// What a search and an order through a layer end with, in memory and over HTTP, and how many orders arrived.
async fn outcomes(change: fn(&mut Request<Bytes>)) -> (Vec<Result<(), Error>>, u64) {
    let gateway = Gateway::start().await.unwrap();
    let builder = || Client::builder().base_url(gateway.base_url()).credentials(gateway::credentials().unwrap());
    let service = gateway.service().clone();
    let memory = MemoryTransport::new(move |request| service.answer(&request));
    let http = ReqwestTransport::builder().build().unwrap();
    let clients = [
        builder().transport(Layer { inner: memory, change }).build().unwrap(),
        builder().transport(Layer { inner: http, change }).build().unwrap(),
    ];
    let mut outcomes = Vec::new();
    for client in clients {
        outcomes.push(client.call(keyword_search()).await.map(drop));
        outcomes.push(client.call(create_order("T-1")).await.map(drop));
    }
    (outcomes, gateway.order_arrivals("T-1"))
}

async fn is_let_through(change: fn(&mut Request<Bytes>)) {
    let (outcomes, arrived) = outcomes(change).await;
    outcomes.into_iter().for_each(Result::unwrap);
    assert_eq!(arrived, 2);
}

async fn is_caught(change: fn(&mut Request<Bytes>), what: &str) {
    let (outcomes, arrived) = outcomes(change).await;
    for outcome in outcomes {
        let error = outcome.expect_err("the change is caught");
        assert_eq!(error.kind(), ErrorKind::Altered, "{error}");
        assert!(error.to_string().contains(what), "{error}");
    }
    assert_eq!(arrived, 0, "what is altered is not sent");
}

/// The URL with a part of its text replaced.
fn replace_in_url(request: &mut Request<Bytes>, from: &str, to: &str) {
    let url = request.uri().to_string();
    *request.uri_mut() = url.replacen(from, to, 1).parse::<Uri>().unwrap();
}

#[tokio::test]
async fn a_layer_that_changes_nothing_is_not_noticed() {
    is_let_through(|_| {}).await;
}

#[tokio::test]
async fn a_layer_may_add_headers() {
    is_let_through(|request| drop(request.headers_mut().insert("x-request-id", HeaderValue::from_static("7")))).await;
}

#[tokio::test]
async fn another_path_is_caught() {
    is_caught(|request| replace_in_url(request, "/alibaba/", "/proxy/alibaba/"), "URL").await;
}

#[tokio::test]
async fn another_query_is_caught() {
    let add = |request: &mut Request<Bytes>| {
        let separator = if request.uri().query().is_some() { "&" } else { "?" };
        let url = format!("{}{separator}utm_source=layer", request.uri());
        *request.uri_mut() = url.parse().unwrap();
    };
    is_caught(add, "URL").await;
}

#[tokio::test]
async fn another_spelling_of_the_same_query_is_caught() {
    // Both say the same to a server, but only one was signed: a layer that writes one for the other may do more.
    let respell = |request: &mut Request<Bytes>| match request.uri().query() {
        Some(_) => replace_in_url(request, "appKey=", "%61ppKey="),
        None => replace_in_url(request, "/alibaba/", "/%61libaba/"),
    };
    is_caught(respell, "URL").await;
}

#[tokio::test]
async fn another_host_is_caught() {
    is_caught(|request| replace_in_url(request, "127.0.0.1", "localhost"), "URL").await;
}

#[tokio::test]
async fn another_scheme_is_caught() {
    is_caught(|request| replace_in_url(request, "http://", "https://"), "URL").await;
}

#[tokio::test]
async fn another_port_is_caught() {
    let redirect = |request: &mut Request<Bytes>| {
        let port = request.uri().port().unwrap().as_str().to_owned();
        replace_in_url(request, &format!(":{port}"), ":1");
    };
    is_caught(redirect, "URL").await;
}

#[tokio::test]
async fn another_body_is_caught() {
    let change = |request: &mut Request<Bytes>| {
        let mut body = request.body().to_vec();
        match body.last_mut() {
            Some(last) => *last = b' ',
            None => body.push(b' '),
        }
        *request.body_mut() = body.into();
    };
    is_caught(change, "body").await;
}

#[tokio::test]
async fn another_method_is_caught() {
    is_caught(|request| *request.method_mut() = Method::PUT, "method").await;
}

#[tokio::test]
async fn a_signed_header_that_is_changed_or_lost_is_caught() {
    // Only requests with a body have a header.
    let changes: [fn(&mut Request<Bytes>); 2] = [
        |request| drop(request.headers_mut().insert("content-type", HeaderValue::from_static("text/plain"))),
        |request| drop(request.headers_mut().remove("content-type")),
    ];
    for change in changes {
        let memory = MemoryTransport::new(|_| panic!("nothing may be sent"));
        let client = Client::builder()
            .credentials(gateway::credentials().unwrap())
            .transport(Layer { inner: memory, change })
            .build()
            .unwrap();
        let error = client.call(create_order("T-1")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Altered);
        assert!(error.to_string().contains("headers"), "{error}");
    }
}
