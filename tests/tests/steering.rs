//! Text from a vendor that would control a terminal is escaped in everything that is printed; accessors return it
//! unchanged.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::fmt::{Debug, Write as _};
use std::sync::{Mutex, MutexGuard};

use api_1688::Client;
use bytes::Bytes;
use countersign::doctor::{Cause, Finding, Likelihood};
use countersign::param::ParameterError;
use countersign::retry::RetryPolicy;
use countersign::transport::{MemoryTransport, TransportError, TransportFailure};
use countersign::webhook::PushError;
use countersign::{Error, ErrorKind};
use countersign_tests::requests::{account, keyword_search};
use countersign_tools::doctor::{self, Check, Diagnosis};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// C0, C1, DEL, directional marks, separators, and invisible characters.
const STEERING: &str = "\u{1b}]52;c;aGk=\u{7}\u{9b}31m\u{7f}\r\n\u{202e}\u{2066}\u{200b}\u{2028}\u{feff}\u{e0041}";

fn steers(text: &str) -> bool {
    text.chars().any(|each| (each.is_control() && each != '\n') || (STEERING.contains(each) && each > '\u{7f}'))
}

fn is_plain(text: &str) {
    assert!(!steers(text), "{text:?}");
}

/// Asserts that it is on one line, and contains the escaped text.
fn is_one_line(text: &str) {
    is_plain(text);
    assert!(!text.contains('\n') && text.contains(r"\u{1b}]52"), "{text:?}");
}

fn quoted() -> String {
    serde_json::to_string(STEERING).unwrap()
}

static LINES: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn lines() -> MutexGuard<'static, Vec<String>> {
    LINES.lock().unwrap()
}

/// Keeps every field as given.
struct Log;

struct Line(String);

impl Visit for Line {
    fn record_str(&mut self, _: &Field, value: &str) {
        self.0 += value;
    }

    fn record_debug(&mut self, _: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {value:?}");
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("countersign")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut line = Line(String::new());
        span.record(&mut line);
        lines().push(line.0);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = Line(String::new());
        values.record(&mut line);
        lines().push(line.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(String::new());
        event.record(&mut line);
        lines().push(line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

fn client(status: u16, body: impl Into<Bytes>) -> Client {
    let body = body.into();
    let transport = MemoryTransport::new(move |_| {
        let builder = http::Response::builder().status(status).header("retry-after", "soon\u{9b}31m");
        builder.header("location", "/\u{9b}31m").body(body.clone().into()).unwrap()
    });
    Client::builder().credentials(account()).transport(transport).retry(RetryPolicy::none()).build().unwrap()
}

#[tokio::test]
async fn errors_of_answers_and_what_the_doctor_finds_are_escaped() {
    let text = quoted();
    let answers = [
        (200, format!(r#"{{"code":1009,"message":{text},"traceId":{text}}}"#)),
        (200, format!(r#"{{"code":{text},"message":"请创建应用，再联系平台进行激活"}}"#)),
        (200, format!(r#"{{"code":200,"data":{{"totalRecords":{text}}}}}"#)),
        (200, format!(r#"{{"code":200,"data":{{{text}:[}}}}"#)),
        (200, format!(r#"{{"code":200,"data":{{"{STEERING}":[}}}}"#)),
        (400, format!(r#"{{"message":{text},"traceId":{text}}}"#)),
        (403, format!("请创建应用，再联系平台进行激活 {STEERING}")),
        (302, String::new()),
        (429, STEERING.to_owned()),
        (500, format!("x{STEERING}")),
    ];
    for (status, body) in answers {
        let client = client(status, body);
        let error = client.call(keyword_search()).await.unwrap_err();
        is_plain(&error.to_string());
        assert!(!error.to_string().contains('\n'), "{error}");
        is_plain(&format!("{error:?}"));
        is_plain(&error.explain());
        is_plain(error.excerpt().unwrap_or_default());
        for finding in error.findings() {
            is_plain(&format!("{finding} {finding:?}"));
        }
        let diagnosis = doctor::diagnose(client.as_ref(), &keyword_search()).await;
        is_plain(&format!("{diagnosis} {diagnosis:?}"));
    }
    let error = client(200, format!(r#"{{"code":1009,"message":"no","traceId":{text}}}"#));
    let error = error.call(keyword_search()).await.unwrap_err();
    assert_eq!(error.trace_id(), Some(STEERING), "an accessor returns what came");
    is_one_line(&error.to_string());
}

#[tokio::test]
async fn the_caret_of_an_excerpt_stays_under_its_place() {
    let body = "{\"code\":200,\"data\":{\"a\u{9b}b\": x}}";
    let error = client(200, body).call(keyword_search()).await.unwrap_err();
    let (shown, caret) = error.excerpt().unwrap().split_once('\n').unwrap();
    let at = caret.chars().count() - 1;
    assert_eq!(shown.chars().nth(at), Some('x'), "{shown}\n{caret}");
}

#[tokio::test]
async fn drift_is_escaped_in_reports_and_logs() {
    tracing::subscriber::set_global_default(Log).unwrap();
    let text = quoted();
    let page = r#""totalRecords":0,"totalPage":0,"pageSize":20,"currentPage":1"#;
    let body = format!(r#"{{"code":200,"data":{{{page},{text}:{text}}},"traceId":{text}}}"#);
    let client = client(200, body);
    let reply = client.call(keyword_search()).await.unwrap();
    assert_eq!(reply.drift()[0].name, STEERING, "an accessor returns what came");
    is_one_line(&reply.drift()[0].to_string());
    is_plain(&format!("{reply:?}"));
    let report = client.as_ref().drift();
    is_one_line(report.to_string().trim_end());
    is_plain(&format!("{report:?}"));
    let lines = lines().clone();
    assert!(lines.iter().any(|line| line.contains(r"\u{1b}]52")), "{lines:?}");
    lines.iter().for_each(|line| is_plain(line));
}

#[test]
fn errors_created_from_text_are_escaped() {
    let error = Error::new(ErrorKind::Business, STEERING);
    is_one_line(&error.to_string());
    is_plain(&format!("{error:?}"));
    is_one_line(&TransportError::new(TransportFailure::NotSent, STEERING).to_string());
    is_one_line(&PushError::Unreadable { path: STEERING.into(), reason: STEERING.into() }.to_string());
    is_plain(&PushError::RepeatedField(STEERING.into()).to_string());
    let finding = |text: &str| Finding::new(Cause::ValueChanged, Likelihood::Certain, text, text);
    is_plain(&finding(STEERING).to_string());
    assert_eq!(finding(STEERING).evidence, STEERING);
    let check = Check::new("connection", doctor::Outcome::Failed, STEERING);
    let mut diagnosis = Diagnosis::default();
    diagnosis.checks.push(check);
    diagnosis.findings.push(finding(STEERING));
    is_plain(&diagnosis.to_string());
}

#[test]
fn values_that_are_refused_or_signed_are_escaped() {
    use countersign::Endpoint as _;
    let operation = api_1688::KeywordSearch::OPERATION;
    let request =
        http::Request::builder().uri("/alibaba/product/keywordQuery?keyword=a&country=en&pageSize=%1b%5B2K%E2%80%AE");
    let request = request.body(Bytes::new()).unwrap();
    let received = countersign::param::Received::new(operation, &request).unwrap();
    let error: ParameterError = api_1688::KeywordSearch::parse(&received).unwrap_err();
    is_plain(&error.to_string());
    is_plain(&format!("{error:?}"));
    assert!(error.to_string().contains(r"\u{1b}[2K\u{202e}"), "{error}");
    let request = api_1688::KeywordSearch::builder().keyword(STEERING).country(api_1688::Language::English).build();
    let client = Client::builder().credentials(account()).build().unwrap();
    let prepared = client.prepare(&request).unwrap();
    is_plain(&prepared.trace.to_string());
    is_plain(&format!("{prepared:?}"));
}
