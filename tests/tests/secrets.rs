//! The secret is in nothing that can be printed: no `Debug`, no `Display`, no error or cause of one, no trace, no log
//! line; neither when requests are signed nor in the vendor's debugging mode, which sends the secret itself.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::error::Error as StdError;
use std::fmt::{Debug, Display, Write as _};
use std::sync::{Mutex, Once};
use std::time::Duration;

use api_1688::stand_in::StandIn;
use api_1688::{Client, KeywordSearch, Md5Sorted};
use bytes::Bytes;
use countersign::auth::{AuthError, Signing};
use countersign::param::Received;
use countersign::param::{Origin, ReceivedValue};
use countersign::retry::RetryPolicy;
use countersign::scheme::{Scheme, path, secret, signature};
use countersign::transport::{HyperTransport, MemoryTransport, ReqwestTransport};
use countersign::{Answer, Auth, Credentials, Endpoint, Error, ErrorKind, Secret};
use countersign_server::stand_in::Service;
use countersign_tests::over::{Over, Settings};
use countersign_tests::over_each;
use countersign_tests::requests::{clock, create_order, keyword_search, preview_order, upload_image};
use countersign_tests::server::{Behaviour, Nobody, Server};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// A secret that looks different in a URL.
const SECRET: &str = "S3CRET/0f1e+2d3c";
const SECRET_IN_URL: &str = "S3CRET%2F0f1e%2B2d3c";

/// Another one, a named part of the credentials.
const TOKEN: &str = "T0KEN/7f9e+8d6c";

/// Long enough for a loaded machine.
const PATIENT: Duration = Duration::from_secs(60);

fn account() -> Credentials {
    Credentials::new("k2046747647", SECRET).unwrap().with("token", TOKEN).unwrap()
}

/// Signing, under both readings of JSON, and the debugging mode.
fn rules() -> [Md5Sorted; 3] {
    let whole_body = Md5Sorted::default().with_json(api_1688::JsonSigning::WholeBody);
    [Md5Sorted::default(), whole_body, Md5Sorted::default().debug_by_sending_the_secret()]
}

fn hides(text: &str) {
    for shape in [SECRET, SECRET_IN_URL, "S3CRET", "T0KEN", "7f9e"] {
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

/// Keeps every line that is logged in this process, at every level.
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

/// All log lines so far. One of our own among them shows that logging works.
fn log() -> Vec<String> {
    tracing::trace!(control = SECRET_IN_URL.len(), "written by the test");
    let lines = LINES.lock().unwrap().clone();
    assert!(lines.iter().any(|line| line.contains("written by the test")));
    lines
}

fn client(over: Over, base_url: &str, auth: Md5Sorted, timeout: Duration) -> Client {
    let settings = Settings { timeout: Some(timeout), max_bytes: Some(100), ..Settings::default() };
    Client::builder()
        .base_url(base_url)
        .credentials(account())
        .auth(auth)
        .transport(over.with(&settings))
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
fn clients_and_stand_ins_print_without_it() {
    for auth in rules() {
        let builder = || Client::builder().credentials(account()).auth(auth);
        hidden_in(&builder());
        let client = builder().transport(MemoryTransport::new(|_| http::Response::default())).build().unwrap();
        hidden_in(&client);
        hidden_in(client.as_ref());
        hidden_in(&client.call(keyword_search()));
        let service = Service::builder::<Client>().credentials(account()).auth(auth);
        hidden_in(&service);
        hidden_in(&service.build().unwrap());
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
    // Without this, the tests of the debugging mode would look for something that does not exist.
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

/// Makes a search and an order, and checks both errors.
async fn fails_without_it(client: &Client, kind: ErrorKind) {
    let search = client.call(keyword_search()).await.expect_err("fails");
    assert_eq!(search.kind(), kind, "{search}");
    hidden_in_error(&search);
    hidden_in_error(&client.call(create_order("T-1")).await.expect_err("fails"));
}

async fn errors_of_the_transport_and_the_log_are_without_it(over: Over) {
    start_logging();
    for auth in rules() {
        let nobody = Nobody::new();
        fails_without_it(&client(over, &nobody.base_url(), auth, PATIENT), ErrorKind::Connect).await;
        // Nobody completes a handshake here.
        let plain = Server::start(Behaviour::Hangs).await;
        let tls = plain.base_url().replace("http://", "https://");
        fails_without_it(&client(over, &tls, auth, PATIENT), ErrorKind::Connect).await;
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
            fails_without_it(&client(over, &server.base_url(), auth, timeout), kind).await;
        }
    }
    log().iter().for_each(|line| hides(line));
}

#[tokio::test]
async fn refusals_and_replies_are_without_it() {
    start_logging();
    for auth in rules() {
        let service = api_1688::stand_in::service().credentials(account()).auth(auth).build().unwrap();
        let stand_in = StandIn::start_with(service, 0).await.unwrap();
        let builder = || Client::builder().base_url(stand_in.base_url()).auth(auth);
        let client = builder().credentials(account()).build().unwrap();
        hidden_in(&client.call(keyword_search()).await.unwrap());
        hidden_in(&client.call(create_order("T-1")).await.unwrap());
        hidden_in(&stand_in);

        let wrong = Credentials::new("k2046747647", format!("{SECRET}x")).unwrap();
        let refused = builder().credentials(wrong).build().unwrap().call(keyword_search()).await.unwrap_err();
        assert!(refused.status().is_some_and(|status| status == 400), "{refused}");
        hidden_in_error(&refused);
        hides(&String::from_utf8_lossy(refused.body().unwrap()));
    }
    log().iter().for_each(|line| hides(line));
}

#[test]
fn what_a_stand_in_received_prints_without_it() {
    let [_, _, debugging] = rules();
    let client = Client::builder().credentials(account()).auth(debugging).build().unwrap();
    let prepared = client.prepare(&keyword_search()).unwrap();
    let received = Received::new(KeywordSearch::OPERATION, &prepared.request).unwrap();
    assert_eq!(debugging.verify(&received, &account()), Ok(()));
    let refusal = debugging.verify(&received, &Credentials::new("k2046747647", "another").unwrap()).unwrap_err();
    hidden_in_text(&refusal);
    hidden_in(&received);
    let parameter = received.parameters().iter().find(|parameter| parameter.text() == Some(SECRET)).expect("it came");
    hidden_in(parameter);
    hidden_in(parameter.value());
    hidden_in(&ReceivedValue::Json(format!("{SECRET:?}").into()));
}

#[test]
fn a_base_url_with_a_password_or_a_token_prints_without_it() {
    for url in [
        format!("https://user:{SECRET}@vendor.example"),
        format!("https://user:a@{SECRET}@vendor.example/x"),
        format!("user:{SECRET}@vendor.example"),
        format!("ftp://{SECRET}@vendor.example"),
        format!("https://user:a?b#{SECRET}@vendor.example"),
        format!("https://vendor.example/?token={SECRET}"),
        format!("https://vendor.example/#{SECRET}"),
        format!("https://vendor.example?{SECRET}"),
    ] {
        let builder = Client::builder().base_url(&url).credentials(account());
        hidden_in(&builder);
        assert!(format!("{builder:?}").contains("vendor.example"), "{builder:?}");
        // A refused query is shown, because it is the mistake.
        if url.contains('@') {
            hidden_in_error(&builder.build().map(|_| ()).unwrap_err());
        }
    }
}

/// Sends the secret in a header, as vendors with bearer tokens require; `origin` is the rule's word for it.
#[derive(Debug)]
struct Bearer(Origin);

impl Auth for Bearer {
    fn name(&self) -> &'static str {
        "Bearer"
    }

    fn sign(&self, request: &mut Signing<'_>, credentials: &Credentials) -> Result<(), AuthError> {
        let token = format!("Bearer {}", credentials.secret().expose());
        request.add("token", credentials.secret().expose(), self.0);
        if let Some(token) = credentials.named("token") {
            request.add("named", token.expose(), self.0);
            request.add_header("x-token", token.expose(), self.0)?;
        }
        Ok(request.add_header("authorization", &token, self.0)?)
    }

    fn verify(&self, _: &Received<'_>, _: &Credentials) -> Result<(), countersign::auth::Refusal> {
        Ok(())
    }
}

#[test]
fn a_header_that_carries_the_secret_is_sent_and_not_printed() {
    for origin in [Origin::Secret, Origin::Auth, Origin::Signature] {
        let client = Client::builder().credentials(account()).auth(Bearer(origin)).build().unwrap();
        for prepared in [client.prepare(&keyword_search()).unwrap(), client.prepare(&create_order("T-1")).unwrap()] {
            let header = &prepared.request.headers()["authorization"];
            assert_eq!(header.to_str().unwrap(), format!("Bearer {SECRET}"));
            assert!(header.is_sensitive(), "{origin}");
            let token = &prepared.request.headers()["x-token"];
            assert!(token.to_str().unwrap() == TOKEN && token.is_sensitive(), "{origin}");
            hidden_in(&prepared);
            hidden_in(prepared.request.headers());
            hidden_in_text(&prepared.trace);
            hides(&prepared.trace.to_json().to_string());
            for component in prepared.trace.components() {
                hides(&String::from_utf8_lossy(prepared.trace.value(component)));
            }
        }
    }
}

#[test]
fn a_signature_in_a_header_is_sensitive() {
    let rule = Scheme::new(path().hmac_sha256(secret()).hex()).header("x-sign", signature()).build();
    let client = Client::builder().credentials(account()).auth(rule).build().unwrap();
    let prepared = client.prepare(&keyword_search()).unwrap();
    assert!(prepared.request.headers()["x-sign"].is_sensitive());
}

/// Secret and token, as vendors and frameworks repeat them.
fn spellings() -> Vec<String> {
    let both = || [SECRET, TOKEN].into_iter();
    let escaped = |secret: &str| secret.encode_utf16().map(|unit| format!("\\u{unit:04X}")).collect::<String>();
    let numbers = |secret: &str| secret.bytes().map(|byte| format!("&#{byte};")).collect::<String>();
    let in_url = |secret: &str| secret.replace('/', "%2F").replace('+', "%2B");
    let mut spellings = vec![format!("{SECRET} {TOKEN}"), format!("{TOKEN}{SECRET}")];
    spellings.extend(both().map(str::to_owned));
    spellings.extend(both().map(str::to_lowercase));
    spellings.extend(both().map(in_url));
    spellings.extend(both().map(in_url).map(|secret| secret.to_lowercase()));
    spellings.extend(both().map(|secret| secret.replace('/', "\\/")));
    spellings.extend(both().map(|secret| secret.replace('/', "&#x2F;")));
    spellings.extend(both().map(escaped));
    spellings.extend(both().map(numbers));
    spellings
}

/// Parts of the secrets, in any case.
fn repeats(text: &str) -> bool {
    let text = text.to_lowercase();
    let parts = ["s3cret", "0f1e", "2d3c", "&#83;&#51;", "\\u0053\\u0033"];
    let of_token = ["t0ken", "7f9e", "8d6c", "&#84;&#48;", "\\u0054\\u0030"];
    parts.iter().chain(&of_token).any(|part| text.contains(part))
}

#[tokio::test]
async fn an_answer_that_repeats_the_secret_does_not_put_it_into_the_error() {
    start_logging();
    for spelling in spellings() {
        let bodies = [
            (200, format!(r#"{{"code":500,"message":"no signature of {spelling}","traceId":"{spelling}"}}"#)),
            (200, format!(r#"{{"code":"{spelling}","message":"no"}}"#)),
            (200, format!(r#"{{"code":200,"data":{{"data":[{{"offerId":"{spelling}"}}]}}}}"#)),
            (200, format!(r#"{{"code":200,"data":{{"data":{{"{spelling}": x"#)),
            (200, format!("{}{spelling}", " ".repeat(390))),
            (403, format!("请创建应用，再联系平台进行激活 {spelling}")),
            (400, format!(r#"{{"message":"sign error: {spelling}"}}"#)),
            (502, format!("<h1>{spelling}</h1>")),
            (404, spelling.clone()),
        ];
        for (status, body) in bodies {
            let answer = body.clone();
            let header = spelling.clone();
            let transport = MemoryTransport::new(move |_| {
                let builder = http::Response::builder().status(status).header("location", format!("/a?{header}"));
                builder.header("retry-after", &header).body(answer.clone().into()).unwrap()
            });
            let client = Client::builder().credentials(account()).transport(transport).retry(RetryPolicy::none());
            // The signature of another time may contain parts of the secret by chance.
            let client = client.clock(clock).build().unwrap();
            for error in [
                client.call(keyword_search()).await.unwrap_err(),
                client
                    .call(create_order("T-1"))
                    .await
                    .map(|_| ())
                    .err()
                    .unwrap_or_else(|| Error::new(ErrorKind::Decode, "this answer is one that an order can have")),
            ] {
                let findings = format!("{:?}", error.findings());
                for text in [
                    error.to_string(),
                    format!("{error:?}"),
                    error.explain(),
                    error.excerpt().unwrap_or_default().to_owned(),
                    error.trace_id().unwrap_or_default().to_owned(),
                    findings,
                ] {
                    assert!(!repeats(&text), "{status} {body}: {text}");
                }
                if let Some(kept) = error.body() {
                    assert_eq!(*kept, body, "the body is what came");
                }
            }
            let diagnosis = countersign_tools::doctor::diagnose(client.as_ref(), &keyword_search()).await;
            assert!(!repeats(&format!("{diagnosis} {diagnosis:?}")), "{status} {body}: {diagnosis}");
        }
    }
    log().iter().for_each(|line| hides(line));
}

#[tokio::test]
async fn drift_that_repeats_the_secret_is_without_it() {
    start_logging();
    for member in [
        format!(r#""{SECRET}":1"#),
        format!(r#""later":{{"a":"{SECRET}"}}"#),
        format!(r#""{SECRET_IN_URL}":"{SECRET_IN_URL}""#),
        format!(r#""{TOKEN}":{{"a":"{TOKEN}"}}"#),
        format!(r#""later":{{"a":"{TOKEN}"}}"#),
    ] {
        let page = r#""totalRecords":0,"totalPage":0,"pageSize":20,"currentPage":1"#;
        let answering = Bytes::from(format!(r#"{{"code":200,"data":{{{page},{member}}}}}"#));
        let builder = || {
            let body = answering.clone();
            let transport = MemoryTransport::new(move |_| http::Response::new(body.clone().into()));
            Client::builder().credentials(account()).transport(transport)
        };
        hidden_in_error(&builder().deny_drift().build().unwrap().call(keyword_search()).await.unwrap_err());
        let client = builder().build().unwrap();
        let reply = client.call(keyword_search()).await.unwrap();
        assert!(!reply.drift().is_empty());
        let report = client.as_ref().drift();
        assert!(!report.is_empty());
        hidden_in_text(&report);
    }
    log().iter().for_each(|line| hides(line));
}

#[test]
fn an_answer_prints_no_values() {
    let mut answer = Answer::new(http::StatusCode::OK, format!("it was {SECRET}"));
    answer.headers.insert("set-cookie", SECRET.parse().unwrap());
    hidden_in(&answer);
    assert!(format!("{answer:?}").contains("set-cookie"), "{answer:?}");
}

#[test]
fn a_key_or_secret_with_a_byte_order_mark_is_refused_by_name() {
    for (key, secret, what) in
        [("\u{feff}k1", SECRET, "key id"), ("k1", "\u{feff}S3CRET", "secret"), ("k1", "S3CRET\u{feff}", "secret")]
    {
        let error = Credentials::new(key, secret).unwrap_err();
        assert!(error.to_string().contains(&format!("the {what} begins or ends with a byte order mark")), "{error}");
        hidden_in_error(&error);
    }
}

#[test]
fn a_transport_prints_without_its_default_headers_and_the_password_of_its_proxy() {
    let builder = ReqwestTransport::builder().configure(|reqwest| {
        let mut headers = http::HeaderMap::new();
        headers.insert("x-token", SECRET.parse().unwrap());
        let proxy = reqwest::Proxy::all("http://user:S3CRET@127.0.0.1:1").unwrap();
        reqwest.default_headers(headers).proxy(proxy)
    });
    hidden_in(&builder);
    hidden_in(&builder.build().unwrap());
    let builder = HyperTransport::builder().proxy("http://user:S3CRET@127.0.0.1:1");
    hidden_in(&builder);
    hidden_in(&builder.build().unwrap());
    let refused = HyperTransport::builder().proxy("socks5://user:S3CRET@127.0.0.1:1").build().unwrap_err();
    hidden_in_error(&refused);
    let refused = HyperTransport::builder().proxy("http://user:S3CRET@a b").build().unwrap_err();
    hidden_in_error(&refused);
}

over_each!(errors_of_the_transport_and_the_log_are_without_it,);
