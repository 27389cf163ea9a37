//! What a call reports to `tracing`: spans and names, and what none of them contain.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Once};
use std::task::{Context, Waker};
use std::thread::{self, ThreadId};

use countersign::blocking::Client;
use countersign::limit::{Rate, RateLimiter};
use countersign::transport::TransportFailure;
use countersign_tests::requests::{SECRET, create_order, keyword_search};
use countersign_tests::script::{Script, Step, TestTimer};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_core::span::Current;

/// A span or an event in its final state.
#[derive(Clone, Debug)]
struct Told {
    by: ThreadId,
    id: u64,
    name: &'static str,
    level: Level,
    of: &'static Metadata<'static>,
    parent: Option<u64>,
    fields: BTreeMap<String, String>,
}

static TOLD: Mutex<Vec<Told>> = Mutex::new(Vec::new());
static NEXT: AtomicU64 = AtomicU64::new(1);

std::thread_local! {
    static ENTERED: RefCell<Vec<(u64, &'static Metadata<'static>)>> = const { RefCell::new(Vec::new()) };
}

/// Keeps everything that this project reports.
struct Keep;

struct Fields<'f>(&'f mut BTreeMap<String, String>);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }
}

impl Keep {
    fn keep(of: &'static Metadata<'static>, record: impl FnOnce(&mut Fields<'_>)) -> u64 {
        let id = NEXT.fetch_add(1, Ordering::SeqCst);
        let mut fields = BTreeMap::new();
        record(&mut Fields(&mut fields));
        let parent = ENTERED.with_borrow(|entered| entered.last().map(|(id, _)| *id));
        let (by, name, level) = (thread::current().id(), of.name(), *of.level());
        TOLD.lock().unwrap().push(Told { by, id, name, level, of, parent, fields });
        id
    }
}

impl Subscriber for Keep {
    fn enabled(&self, of: &Metadata<'_>) -> bool {
        of.target().starts_with("countersign")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        Id::from_u64(Self::keep(span.metadata(), |fields| span.record(fields)))
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        let mut told = TOLD.lock().unwrap();
        let span = told.iter_mut().find(|told| told.id == id.into_u64()).unwrap();
        values.record(&mut Fields(&mut span.fields));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        Self::keep(event.metadata(), |fields| event.record(fields));
    }

    fn enter(&self, id: &Id) {
        let told = TOLD.lock().unwrap();
        let span = told.iter().find(|told| told.id == id.into_u64()).unwrap();
        ENTERED.with_borrow_mut(|entered| entered.push((span.id, span.of)));
    }

    fn current_span(&self) -> Current {
        let current = |(id, of): &(u64, &'static Metadata<'static>)| Current::new(Id::from_u64(*id), of);
        ENTERED.with_borrow(|entered| entered.last().map_or_else(Current::none, current))
    }

    fn exit(&self, _: &Id) {
        ENTERED.with_borrow_mut(Vec::pop);
    }
}

fn start() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| tracing::subscriber::set_global_default(Keep).unwrap());
}

/// What this test's own thread reported.
fn told() -> Vec<Told> {
    let own = thread::current().id();
    TOLD.lock().unwrap().iter().filter(|told| told.by == own).cloned().collect()
}

fn named(name: &str) -> Vec<Told> {
    told().into_iter().filter(|told| told.name == name).collect()
}

fn fields(told: &Told) -> Vec<(&str, &str)> {
    told.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn a_call_is_a_span_with_a_span_for_each_attempt() {
    start();
    let steps = [Step::answer(503, ""), Step::Fail(TransportFailure::TimedOut), Step::success()];
    let (script, timer) = (Script::new(steps), TestTimer::default());
    script.client(&timer).build().unwrap().call(keyword_search()).await.unwrap();

    let calls = named("countersign.call");
    let call = [
        ("attempts", "3"),
        ("operation", "keyword_search"),
        ("otel.kind", "internal"),
        ("otel.name", "keyword_search"),
    ];
    assert_eq!(fields(&calls[0]), call);
    let attempts = named("countersign.attempt");
    assert!(attempts.iter().all(|attempt| attempt.parent == Some(calls[0].id)), "they are inside of the call");
    let always = [
        ("http.request.method", "GET"),
        ("otel.kind", "client"),
        ("server.address", "openapi.dajisaas.com"),
        ("server.port", "443"),
        ("url.path", "/alibaba/product/keywordQuery"),
        ("url.scheme", "https"),
        ("url.template", "/alibaba/product/keywordQuery"),
    ];
    for (attempt, own) in attempts.iter().zip([
        vec![("error.type", "503"), ("http.response.status_code", "503")],
        vec![("error.type", "timeout"), ("http.request.resend_count", "1")],
        vec![("http.request.resend_count", "2"), ("http.response.status_code", "200")],
    ]) {
        let mut expected: Vec<_> = always.into_iter().chain(own).collect();
        expected.sort_unstable();
        assert_eq!(fields(attempt), expected);
    }
    assert_eq!(attempts.len(), 3);
}

#[tokio::test]
async fn a_failed_call_is_reported_and_each_wait_is_an_event() {
    start();
    let (script, timer) = (Script::new([Step::retry_after(429, "2")]), TestTimer::default());
    let limiter = RateLimiter::new(Rate::new(1, std::time::Duration::from_secs(9))).timer(timer.clone());
    let client = script.client(&timer).limiter(limiter).build().unwrap();
    client.call(keyword_search()).await.unwrap_err();
    let call = &named("countersign.call")[0];
    assert_eq!((call.fields["error.type"].as_str(), call.fields["attempts"].as_str()), ("429", "3"));
    let waits: Vec<_> = told().into_iter().filter(|told| told.fields.contains_key("wait")).collect();
    let levels: Vec<_> = waits.iter().map(|wait| wait.level).collect();
    assert_eq!(
        levels,
        [Level::WARN, Level::DEBUG, Level::WARN, Level::DEBUG],
        "the vendor's wait, then the client's own"
    );
    assert_eq!(waits[0].fields["wait"], "2.125");
    assert_eq!(waits[0].fields["reason"], "rate_limited");
}

/// The events of this thread about dropped calls: level, operation and surrounding span.
fn dropped() -> Vec<(Level, String, Option<u64>)> {
    let events = told()
        .into_iter()
        .filter(|told| told.fields.get("message").is_some_and(|message| message.contains("the call was dropped")));
    events.map(|told| (told.level, told.fields["operation"].clone(), told.parent)).collect()
}

#[tokio::test]
async fn a_dropped_call_is_reported_within_its_span() {
    start();
    let mut context = Context::from_waker(Waker::noop());
    let waits = Step::Fail(TransportFailure::NotSent);
    for (step, level) in [(Step::Hang, Level::WARN), (waits, Level::INFO)] {
        let (script, timer) = (Script::new([step]), TestTimer::default());
        let client = script.client(&timer).build().unwrap();
        let mut order = client.call(create_order("in-the-request"));
        assert!(Pin::new(&mut order).poll(&mut context).is_pending());
        drop(order);
        let span = named("countersign.call").pop().unwrap();
        assert_eq!(dropped().pop().unwrap(), (level, String::from("create_order"), Some(span.id)));
        assert_eq!((span.fields["error.type"].as_str(), span.fields["attempts"].as_str()), ("abandoned", "1"));
    }
    // A search can be repeated, so nothing is open.
    let (script, timer) = (Script::new([Step::Hang]), TestTimer::default());
    let client = script.client(&timer).build().unwrap();
    let mut search = client.call(keyword_search());
    assert!(Pin::new(&mut search).poll(&mut context).is_pending());
    drop(search);
    assert_eq!(dropped().pop().unwrap().0, Level::INFO);
    assert!(!format!("{:?}", told()).contains("in-the-request"));
}

#[tokio::test]
async fn a_call_that_nobody_awaited_or_that_ended_was_not_dropped() {
    start();
    let (script, timer) = (Script::new([Step::Hang]), TestTimer::default());
    let client = script.client(&timer).build().unwrap();
    drop(client.call(create_order("T-1")));
    client.call(create_order("T-1")).await.unwrap_err();
    assert_eq!(dropped(), []);
}

#[tokio::test]
async fn a_blocking_call_inside_of_a_runtime_belongs_to_the_span_of_its_caller() {
    start();
    let handler = tracing::info_span!(target: "countersign::handler", "handler");
    let script = Script::new([Step::success()]);
    let client = Client::new(script.client(&TestTimer::default()).build().unwrap().as_ref().clone()).unwrap();
    handler.in_scope(|| client.call(keyword_search())).unwrap();
    let id = named("handler")[0].id;
    // Another thread reports it.
    let is_its = |told: &&Told| told.name == "countersign.call" && told.parent == Some(id);
    let count = TOLD.lock().unwrap().iter().filter(is_its).count();
    assert_eq!(count, 1);
}

/// A subscriber of one thread, that counts spans.
#[derive(Clone, Default)]
struct Count(Arc<AtomicU64>);

impl Subscriber for Count {
    fn enabled(&self, of: &Metadata<'_>) -> bool {
        of.name() == "countersign.call"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1 + self.0.fetch_add(1, Ordering::SeqCst))
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn a_blocking_call_inside_a_runtime_reports_to_its_callers_subscriber() {
    let script = Script::new([Step::success()]);
    let client = Client::new(script.client(&TestTimer::default()).build().unwrap().as_ref().clone()).unwrap();
    let count = Count::default();
    tracing::subscriber::with_default(count.clone(), || client.call(keyword_search())).unwrap();
    assert_eq!(count.0.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn neither_secrets_nor_bodies_are_reported() {
    start();
    let steps = [
        Step::Fail(TransportFailure::NotSent),
        Step::answer(200, r#"{"code":200,"message":"in-the-answer","data":"in-the-answer"}"#),
    ];
    let (script, timer) = (Script::new(steps), TestTimer::default());
    let client = script.client(&timer).build().unwrap();
    client.call(create_order("in-the-request")).await.unwrap_err();
    client.call(keyword_search()).await.unwrap_err();
    let all = format!("{:?}", told());
    assert!(all.contains("create_order") && all.contains("keyword_search"));
    let requests = script.requests();
    let signature = requests[2].uri().query().unwrap().split("sign=").nth(1).unwrap();
    for hidden in [SECRET, "in-the-answer", "in-the-request", "appKey", &signature[..8]] {
        assert!(!all.contains(hidden), "{hidden} is in {all}");
    }
}
