//! Redirects: they are not followed, whatever the settings; an answer from a followed one is not believed; and its
//! error names the target.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use api_1688::Client;
use countersign::retry::RetryPolicy;
use countersign::transport::{
    AnsweredBy, MemoryTransport, Next, ReqwestTransport, Sending, ServiceTransport, Transport, TransportError,
    TransportFailure, TransportService,
};
use countersign::{Body, ClientBuilder, Error, ErrorKind};
use countersign_tests::answers::given;
use countersign_tests::over::Over;
use countersign_tests::over_each;
use countersign_tests::requests::{SECRET, account, create_order, keyword_search};
use countersign_tests::script::{Script, Step, TestTimer};
use countersign_tests::server::{Behaviour, Server};
use http::header::LOCATION;
use http::{HeaderValue, Request, Response, StatusCode};
use tower::util::{BoxCloneService, service_fn};
use tower::{Layer, Service as _, ServiceExt as _};

const ORDERED: &[u8] = br#"{"code":200,"data":{"orderId":"1"}}"#;

/// A server that redirects everything to another one, which answers as if it had accepted an order.
async fn detour() -> (Server, Server) {
    let second = Server::start(Behaviour::answer("200 OK", &[], ORDERED)).await;
    let location = format!("{}/taken", second.base_url());
    let first = Server::start(Behaviour::answer("307 Temporary Redirect", &[("location", &location)], b"")).await;
    (first, second)
}

fn over_sockets(over: Over, server: &Server) -> ClientBuilder<Client> {
    Client::builder()
        .base_url(server.base_url())
        .credentials(account())
        .transport(over.transport())
        .retry(RetryPolicy::none())
}

/// Follows a redirect like the usual layers: the same request, without its extensions.
fn followed(parts: &http::request::Parts, body: Body, answer: &Response<Body>) -> Option<Request<Body>> {
    let location = answer.headers().get("location")?.to_str().unwrap();
    let mut request = Request::builder().method(parts.method.clone()).uri(location).body(body).unwrap();
    *request.headers_mut() = parts.headers.clone();
    Some(request)
}

async fn following_middleware(request: Request<Body>, next: Next) -> Result<Response<Body>, TransportError> {
    // `Next` can be used once, so such a closure needs another transport for the rest.
    let (parts, body) = request.into_parts();
    let answer = next.send(Request::from_parts(parts.clone(), body.try_clone().unwrap())).await?;
    match followed(&parts, body, &answer) {
        Some(request) => Over::Hyper.transport().send(request).await,
        None => Ok(answer),
    }
}

type Carrier = BoxCloneService<Request<Body>, Response<Body>, TransportError>;

/// A service that follows redirects of its inner service.
fn following(inner: TransportService) -> Carrier {
    BoxCloneService::new(service_fn(move |request: Request<Body>| {
        let mut inner = inner.clone();
        async move {
            let (parts, body) = request.into_parts();
            let answer = inner.call(Request::from_parts(parts.clone(), body.try_clone().unwrap())).await?;
            match followed(&parts, body, &answer) {
                Some(request) => inner.call(request).await,
                None => Ok(answer),
            }
        }
    }))
}

/// A tower layer that follows redirects.
#[derive(Clone)]
struct Following;

impl Layer<TransportService> for Following {
    type Service = Carrier;

    fn layer(&self, inner: TransportService) -> Carrier {
        following(inner)
    }
}

fn is_unknown(error: &Error) {
    assert_eq!((error.kind(), error.reference()), (ErrorKind::OutcomeUnknown, Some("T-1")), "{error}");
    assert!(!error.is_retryable(), "{error}");
}

#[tokio::test]
async fn the_users_own_builder_cannot_make_reqwest_follow() {
    let (first, second) = detour().await;
    let transport = ReqwestTransport::builder()
        .configure(|reqwest| reqwest.redirect(reqwest::redirect::Policy::limited(10)).referer(true));
    let client = over_sockets(Over::Reqwest, &first).transport(transport.build().unwrap()).build().unwrap();
    for error in [
        client.call(keyword_search()).await.map(drop).unwrap_err(),
        client.call(create_order("T-1")).await.map(drop).unwrap_err(),
    ] {
        assert_eq!(error.status().unwrap().as_u16(), 307, "{error}");
    }
    assert_eq!((first.requests(), second.connections()), (2, 0));
}

async fn a_layer_that_follows_is_stopped_and_the_order_is_unknown(over: Over) {
    let (first, second) = detour().await;
    let client = over_sockets(over, &first).layer(Following).build().unwrap();
    is_unknown(&client.call(create_order("T-1")).await.unwrap_err());
    let search = client.call(keyword_search()).await.unwrap_err();
    assert_eq!((search.kind(), search.attempts()), (ErrorKind::Altered, 1), "{search}");
    assert_eq!((first.requests(), second.connections()), (2, 0));
}

async fn an_answer_from_elsewhere_is_not_believed(over: Over) {
    // This is below the client's own check, so the second server gets the order: its answer proves nothing.
    let (first, second) = detour().await;
    let inner = following(TransportService::new(over.transport()));
    let client = over_sockets(over, &first).transport(ServiceTransport::new(inner)).build().unwrap();
    let error = client.call(create_order("T-1")).await.unwrap_err();
    is_unknown(&error);
    assert!(error.to_string().contains("another URL"), "{error}");
    assert_eq!(client.call(keyword_search()).await.unwrap_err().kind(), ErrorKind::Altered);
    assert_eq!((first.requests(), second.requests()), (2, 2));

    // A closure that returns the answer of another transport.
    let (first, second) = detour().await;
    let client = over_sockets(over, &first).middleware(following_middleware).build().unwrap();
    is_unknown(&client.call(create_order("T-1")).await.unwrap_err());
    assert_eq!((first.requests(), second.requests()), (1, 1));
}

#[tokio::test]
async fn a_redirect_in_memory_is_not_believed() {
    let memory = || {
        TransportService::new(MemoryTransport::new(|request| {
            let mut answer = Response::new(ORDERED.into());
            if request.uri().path() != "/taken" {
                *answer.status_mut() = StatusCode::TEMPORARY_REDIRECT;
                answer.headers_mut().insert("location", "https://elsewhere.example/taken".parse().unwrap());
            }
            answer
        }))
    };
    let client = Client::builder().credentials(account()).transport(ServiceTransport::new(following(memory())));
    is_unknown(&client.build().unwrap().call(create_order("T-1")).await.unwrap_err());
}

#[tokio::test]
async fn a_custom_transport_can_report_who_answered() {
    struct Elsewhere(&'static str);
    impl Transport for Elsewhere {
        fn send(&self, request: Request<Body>) -> Sending<'_> {
            let url = request.uri().to_string().replace("https://openapi.dajisaas.com", self.0);
            Box::pin(async move {
                let mut answer = Response::new(ORDERED.into());
                answer.extensions_mut().insert(AnsweredBy(url.parse().unwrap()));
                Ok(answer)
            })
        }
    }
    let call = async |url| {
        let client = Client::builder().credentials(account()).transport(Elsewhere(url)).build().unwrap();
        client.call(create_order("T-1")).await.map(drop)
    };
    for same in ["https://openapi.dajisaas.com", "https://openapi.dajisaas.com:443", "https://OpenAPI.dajisaas.com"] {
        call(same).await.unwrap();
    }
    for other in
        ["https://openapi.dajisaas.com.example", "http://openapi.dajisaas.com", "https://openapi.dajisaas.com/a"]
    {
        is_unknown(&call(other).await.unwrap_err());
    }
}

#[tokio::test]
async fn a_layer_that_repeats_an_order_is_stopped() {
    /// Sends everything twice, like a retry layer after certain answers.
    #[derive(Clone)]
    struct Twice(Arc<AtomicUsize>);
    impl Layer<TransportService> for Twice {
        type Service = Carrier;

        fn layer(&self, inner: TransportService) -> Carrier {
            let count = self.0.clone();
            BoxCloneService::new(service_fn(move |request: Request<Body>| {
                let (inner, count) = (inner.clone(), count.clone());
                async move {
                    let (parts, body) = request.into_parts();
                    let again = Request::from_parts(parts.clone(), body.try_clone().unwrap());
                    let first = inner.clone().oneshot(Request::from_parts(parts, body)).await;
                    count.fetch_add(1, Ordering::SeqCst);
                    match first {
                        Ok(answer) if answer.status().is_success() => Ok(answer),
                        _ => inner.oneshot(again).await,
                    }
                }
            }))
        }
    }
    let count = Arc::new(AtomicUsize::new(0));
    for step in [Step::answer(503, ""), Step::Fail(TransportFailure::Interrupted)] {
        let script = Script::new([step.clone(), Step::answer(200, ORDERED)]);
        let client = script.client(&TestTimer::default()).layer(Twice(count.clone())).build().unwrap();
        is_unknown(&client.call(create_order("T-1")).await.unwrap_err());
        assert_eq!(script.attempts(), 1, "{step:?}");
    }
    // Nothing had left, so sending it is not a repetition.
    let script = Script::new([Step::Fail(TransportFailure::NotSent), Step::answer(200, ORDERED)]);
    let client = script.client(&TestTimer::default()).layer(Twice(count.clone())).build().unwrap();
    client.call(create_order("T-1")).await.unwrap();
    // A search may always be repeated.
    let script = Script::new([Step::answer(503, ""), Step::success()]);
    let client = script.client(&TestTimer::default()).layer(Twice(count.clone())).build().unwrap();
    client.call(keyword_search()).await.unwrap();
    assert_eq!((script.attempts(), count.load(Ordering::SeqCst)), (2, 4));
}

#[tokio::test]
async fn the_error_of_a_redirect_names_its_target() {
    for status in [301, 302, 303, 307, 308] {
        for (location, shown) in [
            ("https://api.example/v2", "`location` https://api.example/v2:"),
            ("/v2/search", "`location` /v2/search:"),
            ("https://api.example/v2?appKey=k&sign=ABC#top", "`location` https://api.example/v2?…:"),
            ("https://user:sesame@api.example/v2", "`location` https://…@api.example/v2:"),
            ("https://api.example/\t]52", "`location` https://api.example/\\t]52:"),
        ] {
            for error in given(status, "moved").with_header(LOCATION, location).fails(ErrorKind::Http).await {
                let line = error.to_string();
                assert!(line.contains(shown) && line.contains("redirects are not followed"), "{line}");
                assert!(!line.contains("sign=") && !line.contains("sesame"), "{line}");
                assert!(!line.contains(char::is_control), "{line:?}");
            }
        }
        for error in given(status, "").fails(ErrorKind::Http).await {
            assert!(error.to_string().contains("names no `location`"), "{error}");
        }
    }
}

/// The error of a search that is redirected to this target.
async fn moved_to(location: &[u8]) -> Error {
    let location = HeaderValue::from_bytes(location).unwrap();
    let memory = MemoryTransport::new(move |_| {
        let mut answer = Response::new(Body::empty());
        *answer.status_mut() = StatusCode::FOUND;
        answer.headers_mut().insert(LOCATION, location.clone());
        answer
    });
    let client = Client::builder().credentials(account()).transport(memory).build().unwrap();
    client.call(keyword_search()).await.unwrap_err()
}

#[tokio::test]
async fn a_target_that_is_not_text_is_escaped_and_a_long_one_is_cut() {
    let long = format!("https://api.example/{}", "a".repeat(100_000));
    for (location, shown) in [
        (&b"https://api.example/\xc2\x9b31m"[..], "`location` https://api.example/\\u{9b}31m"),
        (b"https://api.example/\xff", "`location` https://api.example/\u{fffd}"),
        (long.as_bytes(), "`location` https://api.example/aaa"),
    ] {
        let line = moved_to(location).await.to_string();
        assert!(line.contains(shown) && line.len() < 1000 && !line.contains(char::is_control), "{line:?}");
    }
}

#[tokio::test]
async fn a_redirect_that_repeats_the_secret_does_not_print_it() {
    let error = moved_to(format!("https://api.example/?appSecret={SECRET}").as_bytes()).await;
    assert!(!format!("{error} {error:?}").contains(SECRET), "{error}");
}

over_each!(a_layer_that_follows_is_stopped_and_the_order_is_unknown, an_answer_from_elsewhere_is_not_believed,);
