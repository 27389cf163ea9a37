//! Credentials: fetched once for all calls, before they expire and after a 401; per call; and not at all if none are
//! needed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::error::Error as _;
use std::fmt;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use countersign::auth::{CredentialSource, Fetched, Fetching};
use countersign::scheme::{Scheme, credential};
use countersign::transport::{MemoryTransport, Sending, Transport};
use countersign::value::Timestamp;
use countersign::{Body, Client, ClientBuilder, Credentials, Envelope, ErrorKind, Outcome, blocking, endpoint};

/// Tells the time.
#[endpoint(GET, "/time", response = String)]
pub struct TellTime;

/// Orders a book.
#[endpoint(POST, "/orders", response = String, body = form)]
pub struct OrderBook {
    /// Its title.
    pub title: String,
}

/// Returns `token-1`, `token-2` and so on, each valid for ten minutes.
struct Source {
    asked: Arc<AtomicUsize>,
    clock: Arc<AtomicI64>,
    fails: Arc<Mutex<bool>>,
}

impl CredentialSource for Source {
    fn fetch(&self) -> Fetching<'_> {
        Box::pin(async {
            let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
            // All calls are waiting before the answer arrives.
            for _ in 0..3 {
                tokio::task::yield_now().await;
            }
            if *self.fails.lock().unwrap() {
                return Err(Sealed.into());
            }
            let expires = UNIX_EPOCH + Duration::from_secs(self.clock.load(Ordering::SeqCst).try_into().unwrap());
            let credentials = Credentials::of_secret(format!("token-{number}"))?;
            Ok(Fetched::new(credentials).expires(expires + Duration::from_secs(600)))
        })
    }
}

/// Why the source fails.
#[derive(Debug)]
struct Sealed;

impl fmt::Display for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the vault is sealed")
    }
}

impl std::error::Error for Sealed {}

/// Returns the same token every time.
struct Unchanged(Arc<AtomicUsize>);

impl CredentialSource for Unchanged {
    fn fetch(&self) -> Fetching<'_> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(async { Ok(Fetched::new(Credentials::of_secret("token-1")?)) })
    }
}

/// A vendor that refuses some tokens, and records the requests.
struct Vendor {
    refuses: &'static [&'static str],
    arrived: Arc<Mutex<Vec<String>>>,
}

impl Transport for Vendor {
    fn send(&self, request: http::Request<Body>) -> Sending<'_> {
        let token = request.headers().get("authorization").map_or("", |token| token.to_str().unwrap());
        self.arrived.lock().unwrap().push(token.to_owned());
        let status = if self.refuses.contains(&token) { 401 } else { 200 };
        let answer = http::Response::builder().status(status).body(Body::from("\"noon\"")).unwrap();
        Box::pin(async { Ok(answer) })
    }
}

struct Case {
    client: Client,
    asked: Arc<AtomicUsize>,
    clock: Arc<AtomicI64>,
    fails: Arc<Mutex<bool>>,
    arrived: Arc<Mutex<Vec<String>>>,
}

fn order() -> OrderBook {
    OrderBook { title: "Faust".into() }
}

fn builder(auth: Scheme) -> ClientBuilder<Client> {
    Client::builder("https://clock.example", auth, Envelope::none())
}

fn case(refuses: &'static [&'static str]) -> Case {
    let (asked, clock): (Arc<AtomicUsize>, Arc<AtomicI64>) = (Arc::default(), Arc::new(1_700_000_000.into()));
    let (fails, arrived): (Arc<Mutex<bool>>, Arc<Mutex<Vec<String>>>) = Default::default();
    let source = Source { asked: asked.clone(), clock: clock.clone(), fails: fails.clone() };
    let now = clock.clone();
    let client = builder(Scheme::bearer())
        .credential_source(source)
        .clock(move || Timestamp::from_millisecond(now.load(Ordering::SeqCst) * 1000))
        .transport(Vendor { refuses, arrived: arrived.clone() })
        .build()
        .unwrap();
    Case { client, asked, clock, fails, arrived }
}

#[tokio::test]
async fn a_hundred_calls_ask_the_source_once() {
    let case = case(&[]);
    let calls: Vec<_> = (0..100).map(|_| tokio::spawn(case.client.call(TellTime {}))).collect();
    for call in calls {
        assert_eq!(*call.await.unwrap().unwrap(), "noon");
    }
    assert_eq!(case.asked.load(Ordering::SeqCst), 1);
    assert!(case.arrived.lock().unwrap().iter().all(|token| token == "Bearer token-1"));
}

#[tokio::test]
async fn credentials_are_fetched_anew_before_they_expire() {
    let case = case(&[]);
    for (seconds, asked) in [(0, 1), (539, 1), (541, 2), (541, 2)] {
        case.clock.store(1_700_000_000 + seconds, Ordering::SeqCst);
        case.client.call(TellTime {}).await.unwrap();
        assert_eq!(case.asked.load(Ordering::SeqCst), asked, "after {seconds} s");
    }
}

#[tokio::test]
async fn what_is_still_valid_is_used_while_the_source_fails() {
    let case = case(&[]);
    case.client.call(TellTime {}).await.unwrap();
    *case.fails.lock().unwrap() = true;
    case.clock.fetch_add(590, Ordering::SeqCst);
    assert_eq!(*case.client.call(TellTime {}).await.unwrap(), "noon");
    case.clock.fetch_add(20, Ordering::SeqCst);
    let error = case.client.call(TellTime {}).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Credentials, Outcome::NotSent));
    assert!(error.to_string().contains("the vault is sealed"), "{error}");
    assert!(error.source().unwrap().is::<Sealed>(), "{error:?}");
}

#[tokio::test]
async fn a_safe_call_is_repeated_once_after_a_401() {
    let refused_once = case(&["Bearer token-1"]);
    assert_eq!(*refused_once.client.call(TellTime {}).await.unwrap(), "noon");
    assert_eq!(*refused_once.arrived.lock().unwrap(), ["Bearer token-1", "Bearer token-2"]);

    let refused_twice = case(&["Bearer token-1", "Bearer token-2"]);
    let error = refused_twice.client.call(TellTime {}).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 401);
    assert_eq!(refused_twice.arrived.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn an_order_is_not_repeated_and_reports_that_it_may_be() {
    let case = case(&["Bearer token-1"]);
    let error = case.client.call(order()).await.unwrap_err();
    assert_eq!((error.outcome(), error.is_retryable()), (Outcome::Refused, true), "{error}");
    assert_eq!(case.arrived.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn the_order_after_a_refused_one_uses_other_credentials() {
    let case = case(&["Bearer token-1"]);
    case.client.call(order()).await.unwrap_err();
    let orders: Vec<_> = (0..100).map(|_| tokio::spawn(case.client.call(order()))).collect();
    for order in orders {
        assert_eq!(*order.await.unwrap().unwrap(), "noon");
    }
    assert_eq!(case.asked.load(Ordering::SeqCst), 2);
}

#[test]
fn the_order_after_a_refused_one_uses_other_credentials_on_a_blocking_client() {
    let case = case(&["Bearer token-1"]);
    let client = blocking::Client::new(case.client).unwrap();
    client.call(order()).unwrap_err();
    assert_eq!(*client.call(order()).unwrap(), "noon");
    assert_eq!(case.asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_source_that_returns_what_was_refused_is_not_asked_by_each_call() {
    let (asked, clock): (Arc<AtomicUsize>, Arc<AtomicI64>) = Default::default();
    let now = clock.clone();
    let client = builder(Scheme::bearer())
        .credential_source(Unchanged(asked.clone()))
        .clock(move || Timestamp::from_millisecond(now.load(Ordering::SeqCst) * 1000))
        .transport(Vendor { refuses: &["Bearer token-1"], arrived: Arc::default() })
        .build()
        .unwrap();
    // Seconds, whether the error says that repeating helps, and how often the source was asked.
    for (seconds, is_retryable, times) in [(0, true, 1), (1, false, 2), (2, false, 2), (62, true, 2), (63, false, 3)] {
        clock.store(seconds, Ordering::SeqCst);
        let error = client.call(order()).await.unwrap_err();
        assert_eq!((error.status().unwrap().as_u16(), error.is_retryable()), (401, is_retryable), "after {seconds} s");
        assert_eq!(asked.load(Ordering::SeqCst), times, "after {seconds} s");
    }
    for _ in 0..10 {
        client.call(TellTime {}).await.unwrap_err();
    }
    assert_eq!(asked.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_hundred_refused_calls_ask_the_source_once() {
    let case = case(&["Bearer token-1"]);
    case.client.fetch_credentials().await.unwrap();
    let calls: Vec<_> = (0..100).map(|_| tokio::spawn(case.client.call(TellTime {}))).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(case.asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_failure_reaches_all_that_wait_and_a_dropped_call_hands_on() {
    let case = case(&[]);
    *case.fails.lock().unwrap() = true;
    let calls: Vec<_> = (0..100).map(|_| tokio::spawn(case.client.call(TellTime {}))).collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap_err().kind(), ErrorKind::Credentials);
    }
    assert_eq!(case.asked.load(Ordering::SeqCst), 1);
    *case.fails.lock().unwrap() = false;
    let dropped = tokio::spawn(case.client.call(TellTime {}));
    let waiting = tokio::spawn(case.client.call(TellTime {}));
    tokio::task::yield_now().await;
    dropped.abort();
    assert_eq!(*waiting.await.unwrap().unwrap(), "noon");
}

#[tokio::test]
async fn one_client_serves_many_tenants() {
    let case = case(&[]);
    for tenant in ["one", "two"] {
        case.client.call(TellTime {}).credentials(Credentials::of_secret(tenant).unwrap()).await.unwrap();
    }
    assert_eq!(*case.arrived.lock().unwrap(), ["Bearer one", "Bearer two"]);
    assert_eq!(case.asked.load(Ordering::SeqCst), 0);
}

#[test]
fn a_client_needs_credentials_only_where_its_scheme_does() {
    let transport = || MemoryTransport::new(|_| http::Response::default());
    assert!(builder(Scheme::none()).transport(transport()).build().is_ok());
    let token = Scheme::unsigned().header("x-token", credential("token")).build().unwrap();
    for scheme in [Scheme::bearer(), Scheme::basic(), token] {
        let error = builder(scheme).transport(transport()).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
    }
}

#[test]
fn preparing_uses_what_the_source_has() {
    let case = case(&[]);
    let error = case.client.prepare(&TellTime {}).unwrap_err();
    assert!(error.kind() == ErrorKind::Credentials && error.to_string().contains("fetch_credentials"), "{error}");
}
