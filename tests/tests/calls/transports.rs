//! What can be put around and under a client: middleware, tower in both directions, the user's own settings of reqwest,
//! a proxy; and calls that are given up.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use api_1688::Client;
use countersign::retry::RetryPolicy;
use countersign::scheme::{Scheme, method, path, secret, signature};
use countersign::transport::{ReqwestTransport, ServiceTransport, TransportError, TransportFailure, TransportService};
use countersign::{Body, ClientBuilder, Endpoint, Envelope, ErrorKind, endpoint, model};
use countersign_tests::over::{Over, Settings};
use countersign_tests::over_each;
use countersign_tests::requests::{account, create_order, keyword_search};
use countersign_tests::script::{Script, Step, TestTimer};
use countersign_tests::server::{Behaviour, Nobody, Server, TlsServer};
use http::{HeaderValue, Request, Response};
use tower::limit::ConcurrencyLimitLayer;
use tower::timeout::TimeoutLayer;
use tower::util::MapRequestLayer;
use tower::{Service, ServiceBuilder, ServiceExt};

const EMPTY_PAGE: &[u8] = br#"{"code":200,"data":{"totalRecords":0,"totalPage":0,"pageSize":20,"data":[]}}"#;

/// A client over real sockets.
fn over_sockets(over: Over, base_url: &str) -> ClientBuilder<Client> {
    Client::builder().base_url(base_url).credentials(account()).transport(over.transport())
}

// ---- middleware ----

#[tokio::test]
async fn middleware_sees_every_attempt_from_the_outside_in() {
    let (script, timer) = (Script::new([Step::answer(503, ""), Step::success()]), TestTimer::default());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let see = |name: &'static str| {
        let seen = seen.clone();
        move |request: Request<Body>, next: countersign::transport::Next| {
            let seen = seen.clone();
            async move {
                seen.lock().unwrap().push(format!("{name} {}", request.uri().path()));
                let answer = next.send(request).await?;
                seen.lock().unwrap().push(format!("{name} {}", answer.status().as_u16()));
                Ok(answer)
            }
        }
    };
    let client = script.client(&timer).middleware(see("outer")).middleware(see("inner")).build().unwrap();
    client.call(keyword_search()).await.unwrap();
    let path = "/alibaba/product/keywordQuery";
    let attempt = |status| {
        [format!("outer {path}"), format!("inner {path}"), format!("inner {status}"), format!("outer {status}")]
    };
    assert_eq!(*seen.lock().unwrap(), [attempt(503), attempt(200)].concat());
}

#[tokio::test]
async fn middleware_can_add_a_header_answer_itself_and_fail() {
    let (script, timer) = (Script::new([Step::success()]), TestTimer::default());
    let adds = script.client(&timer).middleware(|mut request, next| async move {
        request.headers_mut().insert("x-request-id", HeaderValue::from_static("7"));
        next.send(request).await
    });
    adds.build().unwrap().call(keyword_search()).await.unwrap();
    assert_eq!(script.requests()[0].headers()["x-request-id"], "7");

    let answers = script.client(&timer).middleware(|_, _| async { Ok(Response::new(EMPTY_PAGE.into())) });
    answers.build().unwrap().call(keyword_search()).await.unwrap();
    let fails = script
        .client(&timer)
        .middleware(|_, _| async { Err(TransportError::new(TransportFailure::NotSent, "the breaker is open")) });
    let error = fails.build().unwrap().call(create_order("T-1")).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 3), "certain that nothing left");
    assert!(error.to_string().contains("the breaker is open"), "{error}");
    assert_eq!(script.attempts(), 1);
}

async fn middleware_that_changes_what_was_signed_is_found_out(over: Over) {
    let server = Server::start(Behaviour::answer("200 OK", &[], EMPTY_PAGE)).await;
    let client = over_sockets(over, &server.base_url()).middleware(|mut request, next| async move {
        *request.uri_mut() = format!("{}&more=1", request.uri()).parse().unwrap();
        next.send(request).await
    });
    let error = client.build().unwrap().call(keyword_search()).await.unwrap_err();
    assert_eq!((error.kind(), server.connections()), (ErrorKind::Altered, 0), "{error}");
}

#[tokio::test]
async fn middleware_reads_bodies_up_to_a_limit_and_passes_them_on() {
    let script = Script::new([Step::success()]);
    let reading = |most| {
        let builder = script.client(&TestTimer::default()).retry(RetryPolicy::none());
        let client = builder.middleware(move |request, next| async move {
            assert!(request.body().as_bytes().unwrap().is_empty(), "a search has no body");
            let (parts, body) = next.send(request).await?.into_parts();
            Ok(Response::from_parts(parts, body.into_bytes(most).await?.into()))
        });
        client.build().unwrap()
    };
    assert_eq!(reading(EMPTY_PAGE.len()).call(keyword_search()).await.unwrap().total_records, 0);
    let error = reading(EMPTY_PAGE.len() - 1).call(keyword_search()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
}

// ---- tower ----

async fn layers_of_tower_go_around_the_transport(over: Over) {
    let server = Server::start(Behaviour::answer("200 OK", &[], EMPTY_PAGE)).await;
    let seen = Arc::new(Mutex::new(0));
    let count = seen.clone();
    let see = MapRequestLayer::new(move |request: Request<Body>| {
        *count.lock().unwrap() += 1;
        request
    });
    let client = over_sockets(over, &server.base_url())
        .layer(ConcurrencyLimitLayer::new(2))
        .layer(ServiceBuilder::new().layer(TimeoutLayer::new(Duration::from_secs(60))).layer(see).into_inner())
        .build()
        .unwrap();
    client.call(keyword_search()).await.unwrap();
    client.call(keyword_search()).await.unwrap();
    assert_eq!((*seen.lock().unwrap(), server.requests()), (2, 2));
}

async fn the_timeout_of_a_layer_leaves_an_order_unknown(over: Over) {
    let server = Server::start(Behaviour::Sleeps).await;
    let client = over_sockets(over, &server.base_url())
        .retry(RetryPolicy::none())
        .layer(TimeoutLayer::new(Duration::from_millis(100)))
        .build()
        .unwrap();
    assert_eq!(client.call(create_order("T-1")).await.unwrap_err().kind(), ErrorKind::OutcomeUnknown);
    let error = client.call(keyword_search()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(std::error::Error::source(&error).unwrap().to_string().contains("timed out"), "{error:?}");
}

async fn the_transports_error_survives_the_layers(over: Over) {
    let nobody = Nobody::new();
    let client = over_sockets(over, &nobody.base_url())
        .retry(RetryPolicy::none())
        .layer(TimeoutLayer::new(Duration::from_secs(60)))
        .build()
        .unwrap();
    let error = client.call(create_order("T-1")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "tower's box around the error hides nothing");
}

/// A service that is ready the second time it is polled, as tower allows, and reports whether it was polled.
#[derive(Clone, Default)]
struct Shy {
    asked: u32,
}

impl Service<Request<Body>> for Shy {
    type Error = std::convert::Infallible;
    type Future = std::future::Ready<Result<Response<Body>, Self::Error>>;
    type Response = Response<Body>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.asked += 1;
        context.waker().wake_by_ref();
        if self.asked > 1 { Poll::Ready(Ok(())) } else { Poll::Pending }
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        assert!(self.asked > 1, "called before it was ready");
        std::future::ready(Ok(Response::new(EMPTY_PAGE.into())))
    }
}

#[tokio::test]
async fn a_service_of_tower_is_a_transport() {
    let transport = ServiceTransport::new(Shy::default());
    let client = Client::builder().credentials(account()).transport(transport).build().unwrap();
    client.call(keyword_search()).await.unwrap();
    client.call(keyword_search()).await.unwrap();
}

/// A service that is never ready, and reports why.
#[derive(Clone)]
struct NotReady(fn() -> Box<dyn std::error::Error + Send + Sync>);

impl Service<Request<Body>> for NotReady {
    type Error = Box<dyn std::error::Error + Send + Sync>;
    type Future = std::future::Ready<Result<Response<Body>, Self::Error>>;
    type Response = Response<Body>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Err((self.0)()))
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        unreachable!("it is not ready")
    }
}

#[tokio::test]
async fn a_service_that_is_not_ready_was_given_nothing() {
    // tower's `Buffer` reports on the previous request, whose end says nothing about this one.
    let of_another = || TransportError::new(TransportFailure::Interrupted, "another request's connection broke").into();
    for service in [NotReady(|| "closed for today".into()), NotReady(of_another)] {
        let transport = ServiceTransport::new(service);
        let client = Client::builder().credentials(account()).transport(transport).retry(RetryPolicy::none());
        let error = client.build().unwrap().call(create_order("T-1")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connect, "the order is not in doubt: {error}");
    }
}

async fn a_transport_has_the_limits_that_it_is_given(over: Over) {
    let server = Server::start(Behaviour::answer("200 OK", &[], EMPTY_PAGE)).await;
    // A transport that never answers: an answer could be there before any timer is polled.
    let silent = Server::start(Behaviour::Sleeps).await;
    let call = async |server: &Server, settings: Settings| {
        let client = over_sockets(over, &server.base_url())
            .transport(over.with(&settings))
            .retry(RetryPolicy::none())
            .build()
            .unwrap();
        client.call(keyword_search()).await.map(drop).map_err(|error| error.kind())
    };
    let usual = Settings::default;
    assert_eq!(call(&server, usual()).await, Ok(()));
    assert_eq!(call(&server, Settings { max_bytes: Some(10), ..usual() }).await, Err(ErrorKind::TooLarge));
    assert_eq!(call(&silent, Settings { timeout: Some(Duration::ZERO), ..usual() }).await, Err(ErrorKind::Timeout));
}

async fn the_client_and_its_transport_are_services_of_tower(over: Over) {
    let server = Server::start(Behaviour::answer("200 OK", &[], EMPTY_PAGE)).await;
    let client = over_sockets(over, &server.base_url()).build().unwrap();
    let service = ServiceBuilder::new().timeout(Duration::from_secs(60)).service(client.as_ref().clone());
    let page = service.oneshot(keyword_search()).await.unwrap();
    assert_eq!(page.total_records, 0);

    let bare = TransportService::new(over.transport());
    let request = Request::get(format!("{}/any", server.base_url())).body(Body::empty()).unwrap();
    assert_eq!(bare.oneshot(request).await.unwrap().status(), 200);
}

// ---- the user's own settings of reqwest ----

/// An HTTP client that resolves a path like a link would read a host in it.
async fn a_path_that_looks_like_a_host_stays_on_the_host(over: Over) {
    let server = Server::start(Behaviour::answer("200 OK", &[], EMPTY_PAGE)).await;
    let elsewhere = Server::start(Behaviour::answer("200 OK", &[], EMPTY_PAGE)).await;
    let host = elsewhere.base_url().replace("http://", "");
    let transport = over.transport();
    for path in [String::from("/"), format!("//{host}/"), format!("/\\{host}/")] {
        let request = Request::get(format!("{}{path}", server.base_url())).body(Body::empty()).unwrap();
        transport.send(request).await.unwrap();
    }
    assert_eq!((server.requests(), elsewhere.requests()), (3, 0));
}

async fn a_proxy_receives_what_goes_to_this_machine_if_it_is_named(over: Over) {
    // The proxy answers by itself; the vendor's host does not exist.
    let proxy = Server::start(Behaviour::answer("200 OK", &[], EMPTY_PAGE)).await;
    let transport = over.with(&Settings { proxy: Some(proxy.base_url()), ..Settings::default() });
    let nobody = Nobody::new();
    let client = over_sockets(over, &nobody.base_url()).transport(transport).build().unwrap();
    client.call(keyword_search()).await.unwrap();
    assert_eq!(proxy.requests(), 1);
}

async fn a_proxy_that_cannot_be_reached_means_that_nothing_left(over: Over) {
    let nobody = Nobody::new();
    let transport = over.with(&Settings { proxy: Some(nobody.base_url()), ..Settings::default() });
    let client =
        Client::builder().credentials(account()).transport(transport).retry(RetryPolicy::none()).build().unwrap();
    assert_eq!(client.call(create_order("T-1")).await.unwrap_err().kind(), ErrorKind::Connect);
}

#[tokio::test]
async fn a_setting_that_reqwest_refuses_is_an_error() {
    let refused = ReqwestTransport::builder().configure(|reqwest| reqwest.user_agent("a\nb")).build().unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Configuration);
}

#[tokio::test]
async fn the_users_own_builder_makes_reqwest_repeat_nothing() {
    let server = Server::start(Behaviour::Closes).await;
    let transport = ReqwestTransport::builder().configure(|reqwest| {
        let eager = reqwest::retry::for_host("127.0.0.1").no_budget().classify_fn(|attempt| match attempt.error() {
            Some(_) => attempt.retryable(),
            None => attempt.success(),
        });
        reqwest.retry(eager)
    });
    let client = over_sockets(Over::Reqwest, &server.base_url()).transport(transport.build().unwrap());
    let client = client.retry(RetryPolicy::none()).build().unwrap();
    assert_eq!(client.call(create_order("T-1")).await.unwrap_err().kind(), ErrorKind::OutcomeUnknown);
    client.call(keyword_search()).await.unwrap_err();
    assert_eq!(server.requests(), 2, "one for each call");
}

async fn a_root_certificate_of_the_users_own_is_trusted(over: Over) {
    let certificate = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let answer = Behaviour::answer("200 OK", &[], EMPTY_PAGE);
    let server = TlsServer::start(&certificate, &[], answer).await;
    let base_url = server.base_url();
    let stranger = over_sockets(over, &base_url).retry(RetryPolicy::none()).build().unwrap();
    let error = stranger.call(create_order("T-1")).await.unwrap_err();
    assert_eq!((error.kind(), server.requests()), (ErrorKind::Connect, 0), "no byte of the order left: {error}");

    let own = over.with(&Settings { root: Some(certificate.cert.pem()), ..Settings::default() });
    let client = over_sockets(over, &base_url).transport(own).build().unwrap();
    client.call(keyword_search()).await.unwrap();
    assert_eq!(server.requests(), 1);
}

#[test]
fn a_root_certificate_that_is_not_one_is_refused_when_the_transport_is_built() {
    for (pem, cause) in [
        ("", "must be PEM"),
        ("MIIB", "must be PEM"),
        ("-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n", "cannot be set up"),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "cannot be set up"),
    ] {
        for over in Over::ALL {
            let settings = Settings { root: Some(pem.to_owned()), ..Settings::default() };
            let error = over.try_with(&settings).err().unwrap();
            assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
            assert!(error.to_string().contains(cause), "{pem}: {error}");
        }
    }
}

// ---- requests without a body ----

/// A form whose only field is optional.
#[endpoint(POST, "/form", body = form, response = Page, retry = safe)]
pub struct PostForm {
    /// Optional.
    pub note: Option<String>,
}

/// The same with PUT.
#[endpoint(PUT, "/form", body = form, response = Page, retry = safe)]
pub struct PutForm {
    /// Optional.
    pub note: Option<String>,
}

/// The same with PATCH.
#[endpoint(PATCH, "/form", body = form, response = Page, retry = safe)]
pub struct PatchForm {
    /// Optional.
    pub note: Option<String>,
}

/// A JSON body whose only member is optional.
#[endpoint(POST, "/json", body = json, response = Page, retry = safe)]
pub struct PostJson {
    /// Optional.
    pub note: Option<String>,
}

/// A POST that declares nothing.
#[endpoint(POST, "/nothing", response = Page, retry = safe)]
pub struct PostNothing {}

/// A DELETE without a body.
#[endpoint(DELETE, "/nothing", response = Page, retry = safe)]
pub struct DeleteNothing {}

/// Anything.
#[model]
pub struct Page {
    /// How many there are.
    pub total_records: u64,
}

/// The lengths that a server and an in-memory transport read from the request of a call.
async fn lengths<E: Endpoint + Clone>(over: Over, request: E) -> [Vec<String>; 2] {
    let server = Server::start(Behaviour::answer("200 OK", &[], EMPTY_PAGE)).await;
    let unsigned = || {
        let text = method() + "\n" + path();
        Scheme::new(text.hmac_sha256(secret()).hex()).header("x-signature", signature()).build()
    };
    let builder = |url: &str| countersign::Client::builder(url, unsigned(), Envelope::default()).credentials(account());
    builder(&server.base_url()).transport(over.transport()).build().unwrap().call(request.clone()).await.unwrap();
    let head = server.last_request();
    let lines = head.lines().filter_map(|line| line.strip_prefix("content-length: "));
    let over_http = lines.map(str::to_owned).collect();

    let script = Script::new([Step::answer(200, EMPTY_PAGE)]);
    let client = builder("https://vendor.example").transport(script.clone()).build().unwrap();
    client.call(request).await.unwrap();
    let sent = &script.requests()[0];
    let in_memory = sent.headers().get_all("content-length").iter().map(|value| value.to_str().unwrap().to_owned());
    [over_http, in_memory.collect()]
}

async fn an_empty_body_has_a_length(over: Over) {
    let zero = || [vec![String::from("0")], vec![String::from("0")]];
    assert_eq!(lengths(over, PostForm { note: None }).await, zero());
    assert_eq!(lengths(over, PutForm { note: None }).await, zero());
    assert_eq!(lengths(over, PatchForm { note: None }).await, zero());
    // An HTTP client computes the length of the body.
    assert_eq!(lengths(over, PostForm { note: Some(String::from("a")) }).await, [vec![String::from("6")], vec![]]);
    assert_eq!(lengths(over, PostJson { note: None }).await, [vec![String::from("2")], vec![]]);
    // A DELETE has no body, and an empty one would mean nothing.
    assert!(lengths(over, DeleteNothing {}).await.iter().all(Vec::is_empty));
}

async fn a_post_of_nothing_has_a_length(over: Over) {
    let [over_http, _] = lengths(over, PostNothing {}).await;
    assert_eq!(over_http.len(), 1, "{over_http:?}");
}

// ---- abandoned calls ----

#[tokio::test]
async fn a_call_that_is_dropped_before_it_is_awaited_sends_nothing() {
    let script = Script::new([Step::success()]);
    let client = script.client(&TestTimer::default()).build().unwrap();
    drop(client.call(keyword_search()));
    assert_eq!(script.attempts(), 0);
}

async fn a_call_that_is_dropped_on_its_way_is_over_and_the_client_goes_on(over: Over) {
    let server = Server::start(Behaviour::Sleeps).await;
    let client = over_sockets(over, &server.base_url()).build().unwrap();
    let request = create_order("T-1");
    let mut call = client.call(request);
    let timeout = tokio::time::timeout(Duration::from_millis(300), &mut call).await;
    assert!(timeout.is_err(), "it was on its way");
    server.has_read(1).await;
    drop(call);
    let next = client.call(keyword_search()).deadline(Duration::from_millis(300)).await.unwrap_err();
    assert_eq!(next.kind(), ErrorKind::Timeout);
    server.has_read(2).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(server.requests(), 2, "nothing is repeated by nobody");
}

#[tokio::test]
async fn a_call_that_is_dropped_while_it_waits_is_not_repeated() {
    let (script, timer) = (Script::new([Step::Fail(TransportFailure::NotSent)]), TestTimer::default());
    let client = script.client(&timer).build().unwrap();
    let mut call = client.call(keyword_search());
    let mut context = Context::from_waker(std::task::Waker::noop());
    assert!(Pin::new(&mut call).poll(&mut context).is_pending());
    assert_eq!(script.attempts(), 1, "it waits for its second attempt");
    drop(call);
    assert_eq!(script.attempts(), 1);
    assert!(timer.waits().is_empty());
}

over_each!(
    a_path_that_looks_like_a_host_stays_on_the_host,
    middleware_that_changes_what_was_signed_is_found_out,
    layers_of_tower_go_around_the_transport,
    the_timeout_of_a_layer_leaves_an_order_unknown,
    the_transports_error_survives_the_layers,
    a_transport_has_the_limits_that_it_is_given,
    the_client_and_its_transport_are_services_of_tower,
    a_proxy_receives_what_goes_to_this_machine_if_it_is_named,
    a_proxy_that_cannot_be_reached_means_that_nothing_left,
    a_root_certificate_of_the_users_own_is_trusted,
    an_empty_body_has_a_length,
    a_post_of_nothing_has_a_length,
    a_call_that_is_dropped_on_its_way_is_over_and_the_client_goes_on,
);
