//! sent == signed: if a layer between client and wire changes what was signed, this is detected at the last moment, and
//! nothing is sent.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use api_1688::Client;
use api_1688::stand_in::{self, StandIn};
use countersign::transport::{MemoryTransport, Sending, Transport};
use countersign::{Body, Error, ErrorKind};
use countersign_tests::over::Over;
use countersign_tests::over_each;
use countersign_tests::requests::{create_order, keyword_search};
use http::{HeaderValue, Method, Request, Uri};

/// A layer that does something to every request.
struct Layer<T> {
    inner: T,
    change: fn(&mut Request<Body>),
}

impl<T: Transport> Transport for Layer<T> {
    fn send(&self, mut request: Request<Body>) -> Sending<'_> {
        (self.change)(&mut request);
        self.inner.send(request)
    }
}

/// The errors of a search and of an order through a layer, in memory and over HTTP, and the number of orders that
/// arrived.
async fn outcomes(over: Over, change: fn(&mut Request<Body>)) -> (Vec<Result<(), Error>>, u64) {
    let stand_in = StandIn::start().await.unwrap();
    let builder = || Client::builder().base_url(stand_in.base_url()).credentials(stand_in::credentials().unwrap());
    let service = stand_in.service().clone();
    let memory = MemoryTransport::new(move |request| service.answer(request));
    let http = over.transport();
    let clients = [
        builder().transport(Layer { inner: memory, change }).build().unwrap(),
        builder().transport(Layer { inner: http, change }).build().unwrap(),
    ];
    let mut outcomes = Vec::new();
    for client in clients {
        outcomes.push(client.call(keyword_search()).await.map(drop));
        outcomes.push(client.call(create_order("T-1")).await.map(drop));
    }
    (outcomes, stand_in.order_arrivals("T-1"))
}

async fn is_let_through(over: Over, change: fn(&mut Request<Body>)) {
    let (outcomes, arrived) = outcomes(over, change).await;
    outcomes.into_iter().for_each(Result::unwrap);
    assert_eq!(arrived, 2);
}

async fn is_caught(over: Over, change: fn(&mut Request<Body>), what: &str) {
    let (outcomes, arrived) = outcomes(over, change).await;
    for outcome in outcomes {
        let error = outcome.expect_err("the change is caught");
        assert_eq!(error.kind(), ErrorKind::Altered, "{error}");
        assert!(error.to_string().contains(what), "{error}");
    }
    assert_eq!(arrived, 0, "what is altered is not sent");
}

/// The URL with a part of its text replaced.
fn replace_in_url(request: &mut Request<Body>, from: &str, to: &str) {
    let url = request.uri().to_string();
    *request.uri_mut() = url.replacen(from, to, 1).parse::<Uri>().unwrap();
}

async fn a_layer_that_changes_nothing_is_not_noticed(over: Over) {
    is_let_through(over, |_| {}).await;
}

async fn a_layer_may_add_headers(over: Over) {
    is_let_through(over, |request| {
        for (name, value) in [
            ("x-request-id", "7"),
            ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
            ("user-agent", "shop/1"),
            ("accept-language", "zh"),
            ("authorization", "Bearer of-the-company"),
            ("connection", "close"),
        ] {
            request.headers_mut().append(name, HeaderValue::from_static(value));
        }
        let host = request.uri().authority().unwrap().as_str().parse().unwrap();
        request.headers_mut().insert("host", host);
        let length = request.body().as_bytes().unwrap().len().into();
        request.headers_mut().insert("content-length", length);
    })
    .await;
}

#[tokio::test]
async fn a_header_that_contradicts_the_message_is_caught() {
    let names = [
        "host",
        "content-length",
        "connection",
        "content-encoding",
        "content-range",
        "transfer-encoding",
        "trailer",
        "upgrade",
        "expect",
        "x-http-method-override",
        "x-http-method",
        "x-method-override",
    ];
    for name in names {
        let error = through_memory(move |request| {
            request.headers_mut().insert(name, HeaderValue::from_static("7"));
        });
        assert!(error.await.contains(&format!("the header `{name}` was added")), "{name}");
    }
}

async fn another_path_is_caught(over: Over) {
    is_caught(
        over,
        |request| replace_in_url(request, "/alibaba/", "/proxy/alibaba/"),
        "the URL was changed (its path is `/proxy/alibaba/",
    )
    .await;
}

async fn another_query_is_caught(over: Over) {
    let add = |request: &mut Request<Body>| {
        let separator = if request.uri().query().is_some() { "&" } else { "?" };
        let url = format!("{}{separator}utm_source=layer", request.uri());
        *request.uri_mut() = url.parse().unwrap();
    };
    is_caught(over, add, "the URL was changed (its query has `utm_source` added)").await;
}

#[tokio::test]
async fn a_parameter_that_is_changed_removed_or_moved_is_named_without_its_value() {
    let changed = |change: fn(&str) -> String| async move {
        let client = Client::builder().credentials(stand_in::credentials().unwrap());
        let client = client.transport(MemoryTransport::new(|_| panic!("nothing may be sent")));
        let client = client.middleware(move |mut request, next| {
            let (path, query) = (request.uri().path().to_owned(), change(request.uri().query().unwrap()));
            let url = format!("https://openapi.dajisaas.com{path}?{query}");
            *request.uri_mut() = url.parse().unwrap();
            next.send(request)
        });
        client.build().unwrap().call(keyword_search()).await.unwrap_err().to_string()
    };
    let message = changed(|query| query.replace("pageSize=50", "pageSize=51")).await;
    assert!(
        message.contains("in its query, `pageSize` is written differently") && !message.contains("51"),
        "{message}"
    );
    let message = changed(|query| query.replace("&pageSize=50", "")).await;
    assert!(message.contains("its query is without `pageSize`"), "{message}");
    let message = changed(|query| query.split('&').rev().collect::<Vec<_>>().join("&")).await;
    assert!(message.contains("the same parameters in another order"), "{message}");
}

async fn another_spelling_of_the_same_query_is_caught(over: Over) {
    // Both mean the same to a server, but only one was signed. A layer that rewrites one as the other might change
    // more.
    let respell = |request: &mut Request<Body>| match request.uri().query() {
        Some(_) => replace_in_url(request, "appKey=", "%61ppKey="),
        None => replace_in_url(request, "/alibaba/", "/%61libaba/"),
    };
    is_caught(over, respell, "URL").await;
}

async fn another_host_is_caught(over: Over) {
    is_caught(
        over,
        |request| replace_in_url(request, "127.0.0.1", "localhost"),
        "(its host is `localhost`, not `127.0.0.1`)",
    )
    .await;
}

async fn another_scheme_is_caught(over: Over) {
    is_caught(over, |request| replace_in_url(request, "http://", "https://"), "(its scheme is `https`, not `http`)")
        .await;
}

async fn another_port_is_caught(over: Over) {
    let redirect = |request: &mut Request<Body>| {
        let port = request.uri().port().unwrap().as_str().to_owned();
        replace_in_url(request, &format!(":{port}"), ":1");
    };
    is_caught(over, redirect, "(its port is `1`, not `").await;
}

async fn another_body_is_caught(over: Over) {
    let change = |request: &mut Request<Body>| {
        let mut body = request.body().as_bytes().unwrap().to_vec();
        match body.last_mut() {
            Some(last) => *last = b' ',
            None => body.push(b' '),
        }
        *request.body_mut() = body.into();
    };
    is_caught(over, change, "the body was changed (it has ").await;
}

async fn another_method_is_caught(over: Over) {
    is_caught(over, |request| *request.method_mut() = Method::PUT, "the method was changed from ").await;
}

/// The message for an order whose request a closure alters. Nothing may be sent.
async fn through_memory(change: impl Fn(&mut Request<Body>) + Send + Sync + 'static) -> String {
    let memory = MemoryTransport::new(|_| panic!("nothing may be sent"));
    let client = Client::builder()
        .credentials(stand_in::credentials().unwrap())
        .transport(memory)
        .middleware(move |mut request, next| {
            change(&mut request);
            next.send(request)
        })
        .build()
        .unwrap();
    let error = client.call(create_order("T-1")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Altered, "{error}");
    assert_eq!(error.reference(), None, "nothing was sent: {error}");
    error.to_string()
}

#[tokio::test]
async fn a_signed_header_that_is_changed_lost_or_doubled_is_named() {
    // Only requests with a body have a header.
    type Change = fn(&mut Request<Body>);
    let changes: [(Change, &str); 4] = [
        (
            |request| drop(request.headers_mut().insert("content-type", HeaderValue::from_static("text/plain"))),
            "the header `content-type` was changed",
        ),
        (|request| drop(request.headers_mut().remove("content-type")), "the header `content-type` was removed"),
        (
            |request| {
                request.headers_mut().append("content-type", HeaderValue::from_static("text/plain"));
            },
            "another header `content-type` was added",
        ),
        (
            |request| {
                let same = request.headers()["content-type"].clone();
                request.headers_mut().append("content-type", same);
            },
            "another header `content-type` was added",
        ),
    ];
    for (change, message) in changes {
        let shown = through_memory(change).await;
        assert!(shown.contains(message), "{shown}");
    }
}

#[tokio::test]
async fn a_request_that_replaces_a_signed_one_is_caught() {
    // As a layer does that creates requests of its own, without extensions.
    let shown = through_memory(|request| {
        let (parts, body) = std::mem::take(request).into_parts();
        *request = Request::builder().method(parts.method).uri(parts.uri).body(body).unwrap();
    })
    .await;
    assert!(shown.contains("the request was replaced"), "{shown}");
}

#[tokio::test]
async fn a_transport_that_does_not_check_by_itself_is_given_nothing_altered() {
    struct Trusting;
    impl Transport for Trusting {
        fn send(&self, _: Request<Body>) -> Sending<'_> {
            panic!("nothing may be sent")
        }
    }
    let client = Client::builder().credentials(stand_in::credentials().unwrap()).transport(Trusting);
    let client = client.middleware(|mut request, next| {
        *request.method_mut() = Method::PATCH;
        next.send(request)
    });
    let error = client.build().unwrap().call(create_order("T-1")).await.unwrap_err();
    assert!(error.kind() == ErrorKind::Altered && error.to_string().contains("the method was changed"), "{error}");
}

over_each!(
    a_layer_that_changes_nothing_is_not_noticed,
    a_layer_may_add_headers,
    another_path_is_caught,
    another_query_is_caught,
    another_spelling_of_the_same_query_is_caught,
    another_host_is_caught,
    another_scheme_is_caught,
    another_port_is_caught,
    another_body_is_caught,
    another_method_is_caught,
);
