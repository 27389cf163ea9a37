//! The secret is in nothing that can be printed: no `Debug`, no `Display`, no error or cause of one, no trace, no log
//! line; neither when requests are signed nor in the vendor's debugging mode, in which the secret itself travels.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failed test says where")]

use std::error::Error as StdError;
use std::fmt::{Debug, Display, Write as _};
use std::sync::{Mutex, Once};
use std::time::Duration;

use api_1688::gateway::Gateway;
use api_1688::{Client, KeywordSearch};
use bytes::Bytes;
use countersign::gateway::Service;
use countersign::param::Received;
use countersign::retry::RetryPolicy;
use countersign::transport::{MemoryTransport, ReqwestTransport};
use countersign::{Auth, Credentials, Endpoint, Error, ErrorKind, Md5Sorted, Secret};
use countersign_tests::requests::{create_order, keyword_search, preview_order, upload_image};
use countersign_tests::server::{Behaviour, Nobody, Server};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// A secret that looks different in a URL.
const SECRET: &str = "S3CRET/0f1e+2d3c";
const SECRET_IN_URL: &str = "S3CRET%2F0f1e%2B2d3c";

/// Long enough for a loaded machine.
const PATIENT: Duration = Duration::from_secs(60);

fn account() -> Credentials {
    Credentials::new("k2046747647", SECRET).unwrap()
}

/// Signing, under both readings of JSON, and the debugging mode.
fn rules() -> [Md5Sorted; 3] {
    let whole_body = Md5Sorted::default().with_json(countersign::JsonSigning::WholeBody);
    [Md5Sorted::default(), whole_body, Md5Sorted::default().debug_by_sending_the_secret()]
}

fn hides(text: &str) {
    for shape in [SECRET, SECRET_IN_URL, "S3CRET"] {
        assert!(!text.contains(shape), "the secret is in: {text}");
    }
}

fn hidden_in(value: &impl Debug) {
    hides(&format!("{value:?}"));
    hides(&format!("{value:#?}"));
}

fn hidden_in_text(value: &(impl Debug + Display)) {
    hidden_in(value);
    hides(&value.to_string());
    hides(&format!("{value:#}"));
}

/// The error, its trace, and every cause of it.
fn hidden_in_error(error: &Error) {
    hidden_in_text(error);
    if let Some(trace) = error.signing_trace() {
        hidden_in_text(trace);
    }
    let mut cause = error.source();
    while let Some(error) = cause {
        hidden_in_text(&error);
        cause = error.source();
    }
}

/// Keeps every line that is logged by anything in this process, at every level.
struct Log;

static LINES: Mutex<Vec<String>> = Mutex::new(Vec::new());

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

fn keep(of: &Metadata<'_>, record: impl FnOnce(&mut Line)) {
    let mut line = Line(format!("{} {}", of.target(), of.name()));
    record(&mut line);
    LINES.lock().unwrap().push(line.0);
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        keep(span.metadata(), |line| span.record(line));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        keep(event.metadata(), |line| event.record(line));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

fn start_logging() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| tracing::subscriber::set_global_default(Log).unwrap());
}

/// All log lines so far; one of our own among them shows that the log works.
fn log() -> Vec<String> {
    tracing::trace!(control = SECRET_IN_URL.len(), "written by the test");
    let lines = LINES.lock().unwrap().clone();
    assert!(lines.iter().any(|line| line.contains("written by the test")));
    lines
}

fn client(base_url: &str, auth: Md5Sorted, timeout: Duration) -> Client {
    let transport = ReqwestTransport::builder().timeout(timeout).most_bytes(100).build().unwrap();
    Client::builder()
        .base_url(base_url)
        .credentials(account())
        .auth(auth)
        .transport(transport)
        .retry(RetryPolicy::none())
        .build()
        .unwrap()
}

#[test]
fn credentials_print_without_it() {
    hidden_in(&account());
    hidden_in(account().secret());
    hidden_in(&Secret::new(SECRET));
    assert_eq!(format!("{:?}", Secret::new(SECRET)), "Secret");
    assert!(format!("{:?}", account()).contains("k2046747647"), "the key may be seen");
    assert_eq!(account().secret().expose(), SECRET, "the value that is looked for is the right one");
}

#[test]
fn clients_and_gateways_print_without_it() {
    for auth in rules() {
        let builder = || Client::builder().credentials(account()).auth(auth);
        hidden_in(&builder());
        let client = builder().transport(MemoryTransport::new(|_| http::Response::new(Bytes::new()))).build().unwrap();
        hidden_in(&client);
        hidden_in(client.as_ref());
        hidden_in(&client.call(keyword_search()));
        let service = Service::builder::<Client>().credentials(account()).auth(auth);
        hidden_in(&service);
        hidden_in(&service.build());
    }
}

#[test]
fn prepared_requests_and_traces_print_without_it() {
    for auth in rules() {
        let client = Client::builder().credentials(account()).auth(auth).build().unwrap();
        let prepared = [
            client.prepare(&keyword_search()).unwrap(),
            client.prepare(&upload_image()).unwrap(),
            client.prepare(&preview_order()).unwrap(),
            client.prepare(&create_order("T-1")).unwrap(),
        ];
        for prepared in &prepared {
            hidden_in(prepared);
            hidden_in_text(&prepared.trace);
            hides(&String::from_utf8_lossy(prepared.trace.signed()));
            for component in prepared.trace.components() {
                hidden_in(component);
                hides(&String::from_utf8_lossy(prepared.trace.value(component)));
            }
        }
    }
}

#[test]
fn the_debugging_mode_sends_it_instead_of_a_signature() {
    // Without this the tests of the debugging mode would look for something that is not there.
    let [signed, _, debugging] = rules();
    for (auth, sends_secret) in [(signed, false), (debugging, true)] {
        let client = Client::builder().credentials(account()).auth(auth).build().unwrap();
        let search = client.prepare(&keyword_search()).unwrap().request.uri().to_string();
        assert_eq!(search.contains(&format!("appSecret={SECRET_IN_URL}")), sends_secret);
        assert_eq!(search.contains("sign="), !sends_secret);
        let order = client.prepare(&create_order("T-1")).unwrap().request;
        let order = String::from_utf8_lossy(order.body()).into_owned();
        assert_eq!(order.contains(&format!(r#""appSecret":"{SECRET}""#)), sends_secret);
        assert_eq!(order.contains(r#""sign":"#), !sends_secret);
    }
}

/// Calls a search and an order, and looks at both errors.
async fn fails_without_it(client: &Client, kind: ErrorKind) {
    let search = client.call(keyword_search()).await.expect_err("fails");
    assert_eq!(search.kind(), kind, "{search}");
    hidden_in_error(&search);
    hidden_in_error(&client.call(create_order("T-1")).await.expect_err("fails"));
}

#[tokio::test]
async fn errors_of_the_transport_and_the_log_are_without_it() {
    start_logging();
    for auth in rules() {
        let nobody = Nobody::new();
        fails_without_it(&client(&nobody.base_url(), auth, PATIENT), ErrorKind::Connect).await;
        // Nobody shakes hands here.
        let plain = Server::start(Behaviour::Hangs).await;
        let tls = plain.base_url().replace("http://", "https://");
        fails_without_it(&client(&tls, auth, PATIENT), ErrorKind::Connect).await;
        for (behaviour, kind) in [
            (Behaviour::Hangs, ErrorKind::Connect),
            (Behaviour::Closes, ErrorKind::Connect),
            (Behaviour::Sleeps, ErrorKind::Timeout),
            (Behaviour::Answers(b"no http\r\n".to_vec()), ErrorKind::Decode),
            (Behaviour::answer("200 OK", &[], &[b' '; 101]), ErrorKind::TooLarge),
            (Behaviour::answer("200 OK", &[("content-encoding", "gzip")], b"no gzip"), ErrorKind::Decode),
            (Behaviour::answer("302 Found", &[("location", "/elsewhere")], b""), ErrorKind::Http),
            (Behaviour::answer("200 OK", &[], b"{"), ErrorKind::Decode),
        ] {
            let server = Server::start(behaviour).await;
            let timeout = if kind == ErrorKind::Timeout { Duration::from_millis(200) } else { PATIENT };
            fails_without_it(&client(&server.base_url(), auth, timeout), kind).await;
        }
    }
    log().iter().for_each(|line| hides(line));
}

#[tokio::test]
async fn refusals_and_replies_are_without_it() {
    start_logging();
    for auth in rules() {
        let service = api_1688::gateway::service().credentials(account()).auth(auth).build();
        let gateway = Gateway::start_with(service, 0).await.unwrap();
        let builder = || Client::builder().base_url(gateway.base_url()).auth(auth);
        let client = builder().credentials(account()).build().unwrap();
        hidden_in(&client.call(keyword_search()).await.unwrap());
        hidden_in(&client.call(create_order("T-1")).await.unwrap());
        hidden_in(&gateway);

        let wrong = Credentials::new("k2046747647", format!("{SECRET}x")).unwrap();
        let refused = builder().credentials(wrong).build().unwrap().call(keyword_search()).await.unwrap_err();
        assert!(refused.status().is_some_and(|status| status == 400), "{refused}");
        hidden_in_error(&refused);
        hides(&String::from_utf8_lossy(refused.body().unwrap()));
    }
    log().iter().for_each(|line| hides(line));
}

#[test]
fn what_a_gateway_received_prints_without_it() {
    let [_, _, debugging] = rules();
    let client = Client::builder().credentials(account()).auth(debugging).build().unwrap();
    let prepared = client.prepare(&keyword_search()).unwrap();
    let received = Received::new(KeywordSearch::OPERATION, &prepared.request).unwrap();
    assert_eq!(debugging.verify(&received, &account()), Ok(()));
    let refusal = debugging.verify(&received, &Credentials::new("k2046747647", "another").unwrap()).unwrap_err();
    hidden_in_text(&refusal);
    hidden_in(&received);
}
