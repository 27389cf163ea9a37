//! What calls report to the recorder of the crate `metrics`: names, labels, counts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};
use std::time::Duration;

use api_1688::Client;
use countersign::limit::{Rate, RateLimiter, RedisLimiter, WhenAway};
use countersign::metrics::describe;
use countersign::retry::RetryPolicy;
use countersign::transport::{MemoryTransport, TransportFailure};
use countersign_tests::redis_server::free_port;
use countersign_tests::requests::{SECRET, account, create_order, keyword_search};
use countersign_tests::script::{Script, Step, TestTimer};
use metrics::{
    Counter, CounterFn, Gauge, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder, SharedString, Unit,
};

/// Adds up everything, by name and labels.
#[derive(Clone, Default)]
struct Sums(Arc<Mutex<BTreeMap<String, (u64, f64)>>>);

struct Sum {
    sums: Sums,
    key: String,
}

impl Sums {
    fn handle(&self, key: &Key) -> Arc<Sum> {
        let labels: Vec<String> = key.labels().map(|label| format!("{}={}", label.key(), label.value())).collect();
        Arc::new(Sum { sums: self.clone(), key: format!("{}{{{}}}", key.name(), labels.join(",")) })
    }

    fn count(&self, key: &str) -> u64 {
        self.0.lock().unwrap().get(key).map_or(0, |(count, _)| *count)
    }

    fn sum(&self, key: &str) -> f64 {
        self.0.lock().unwrap().get(key).map_or(0.0, |(_, sum)| *sum)
    }

    fn all(&self) -> String {
        format!("{:#?}", self.0.lock().unwrap())
    }
}

impl Sum {
    fn add(&self, count: u64, value: f64) {
        let mut sums = self.sums.0.lock().unwrap();
        let sum = sums.entry(self.key.clone()).or_default();
        sum.0 += count;
        sum.1 += value;
    }
}

impl CounterFn for Sum {
    fn increment(&self, value: u64) {
        self.add(value, 0.0);
    }

    fn absolute(&self, _: u64) {}
}

impl HistogramFn for Sum {
    fn record(&self, value: f64) {
        self.add(1, value);
    }
}

impl Recorder for Sums {
    fn describe_counter(&self, key: KeyName, _: Option<Unit>, _: SharedString) {
        self.0.lock().unwrap().insert(format!("described {}", key.as_str()), (1, 0.0));
    }

    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_histogram(&self, key: KeyName, unit: Option<Unit>, _: SharedString) {
        assert_eq!(unit, Some(Unit::Seconds));
        self.0.lock().unwrap().insert(format!("described {}", key.as_str()), (1, 0.0));
    }

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        Counter::from_arc(self.handle(key))
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::from_arc(self.handle(key))
    }
}

/// Answers the first attempts with error statuses, then with this body.
fn answers(failures: &[u16], body: &str) -> MemoryTransport {
    let (failures, body) = (Mutex::new(failures.to_vec()), body.to_owned());
    MemoryTransport::new(move |_| {
        let mut failures = failures.lock().unwrap();
        let mut response = http::Response::new(body.clone().into());
        if !failures.is_empty() {
            *response.status_mut() = failures.remove(0).try_into().unwrap();
        }
        response
    })
}

/// What is recorded while the client makes these calls.
fn recorded<F: Future<Output = ()>>(calls: impl FnOnce() -> F) -> Sums {
    let sums = Sums::default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    metrics::with_local_recorder(&sums, || runtime.block_on(calls()));
    assert!(!sums.all().contains(SECRET) && !sums.all().contains("T-1"), "{}", sums.all());
    sums
}

const CREATED: &str = r#"{"code":200,"data":{"orderId":"1","later":1,"latest":2}}"#;
const PAGE: &str = r#"{"code":200,"data":{"data":[],"totalRecords":0,"totalPage":0,"pageSize":20,"currentPage":1}}"#;

#[test]
fn calls_and_attempts_are_counted_by_outcome() {
    let sums = recorded(|| async {
        let retry = RetryPolicy::default().backoff(Duration::ZERO, Duration::ZERO);
        let client =
            |transport| Client::builder().credentials(account()).transport(transport).retry(retry.clone()).build();
        let repeated = client(answers(&[503, 429], PAGE)).unwrap();
        repeated.call(keyword_search()).await.unwrap();
        repeated.call(keyword_search()).await.unwrap();
        let broken = client(answers(&[500], CREATED)).unwrap();
        broken.call(create_order("T-1")).await.unwrap_err();
    });
    for (key, count) in [
        ("countersign_calls_total{operation=keyword_search,outcome=success}", 2),
        ("countersign_calls_total{operation=create_order,outcome=outcome_unknown}", 1),
        ("countersign_call_duration_seconds{operation=keyword_search,outcome=success}", 2),
        ("countersign_attempts_total{operation=keyword_search,outcome=http}", 1),
        ("countersign_attempts_total{operation=keyword_search,outcome=rate_limited}", 1),
        ("countersign_attempts_total{operation=keyword_search,outcome=success}", 2),
        ("countersign_attempts_total{operation=create_order,outcome=outcome_unknown}", 1),
        ("countersign_attempt_duration_seconds{operation=keyword_search}", 4),
    ] {
        assert_eq!(sums.count(key), count, "{key} in {}", sums.all());
    }
}

#[test]
fn a_call_that_is_refused_before_it_is_sent_counts_as_a_call() {
    let sums = recorded(|| async {
        let client = Client::builder().credentials(account()).transport(answers(&[], CREATED)).build().unwrap();
        let mut empty = create_order("T-1");
        empty.cargo.clear();
        client.call(empty).await.unwrap_err();
    });
    assert_eq!(
        sums.count("countersign_calls_total{operation=create_order,outcome=invalid_parameter}"),
        1,
        "{}",
        sums.all()
    );
    assert_eq!(sums.all().matches("countersign_attempts_total").count(), 0);
}

/// What is recorded when calls are dropped after they were polled once.
fn recorded_of_dropped(step: &Step) -> Sums {
    recorded(|| async {
        let (script, timer) = (Script::new([step.clone()]), TestTimer::default());
        let client = script.client(&timer).build().unwrap();
        let mut context = Context::from_waker(Waker::noop());
        let mut order = client.call(create_order("T-1"));
        let mut search = client.call(keyword_search());
        assert!(
            Pin::new(&mut order).poll(&mut context).is_pending()
                && Pin::new(&mut search).poll(&mut context).is_pending()
        );
        drop((order, search));
        drop(client.call(create_order("T-1")));
    })
}

#[test]
fn a_call_that_is_dropped_on_its_way_is_counted() {
    let sums = recorded_of_dropped(&Step::Hang);
    for operation in ["create_order", "keyword_search"] {
        let key = format!("countersign_calls_abandoned_total{{operation={operation},stage=in_flight}}");
        assert_eq!(sums.count(&key), 1, "{}", sums.all());
    }
    assert_eq!(sums.all().matches("countersign_calls_total").count(), 0, "{}", sums.all());
}

#[test]
fn a_call_that_is_dropped_between_two_attempts_is_distinguished() {
    let sums = recorded_of_dropped(&Step::Fail(TransportFailure::NotSent));
    for operation in ["create_order", "keyword_search"] {
        let key = format!("countersign_calls_abandoned_total{{operation={operation},stage=waiting}}");
        assert_eq!(sums.count(&key), 1, "{}", sums.all());
    }
}

#[test]
fn a_call_that_waits_for_its_permit_is_dropped_before_anything_was_sent() {
    let sums = recorded(|| async {
        let (script, timer) = (Script::new([Step::success()]), TestTimer::default());
        let limiter = RateLimiter::new(Rate::new(1, Duration::from_secs(9))).timer(timer.clone());
        let client = script.client(&timer).limiter(limiter).build().unwrap();
        client.call(keyword_search()).await.unwrap();
        let mut order = client.call(create_order("T-1"));
        assert!(Pin::new(&mut order).poll(&mut Context::from_waker(Waker::noop())).is_pending());
        drop(order);
        assert_eq!(script.attempts(), 1);
    });
    let key = "countersign_calls_abandoned_total{operation=create_order,stage=waiting}";
    assert_eq!(sums.count(key), 1, "{}", sums.all());
}

#[test]
fn a_call_that_ends_is_not_counted_as_dropped() {
    let sums = recorded(|| async {
        for step in [Step::success(), Step::answer(500, ""), Step::Hang] {
            let (script, timer) = (Script::new([step]), TestTimer::default());
            let _ = script.client(&timer).build().unwrap().call(keyword_search()).await;
        }
    });
    assert!(!sums.all().contains("abandoned"), "{}", sums.all());
}

#[test]
fn a_blocking_call_that_a_panic_ends_is_counted() {
    let broken = MemoryTransport::new(|_| panic!("a transport with a fault"));
    let client = Client::builder().credentials(account()).transport(broken).build_blocking().unwrap();
    let sums = Sums::default();
    let call = AssertUnwindSafe(|| client.as_ref().call(create_order("T-1")).map(drop));
    assert!(metrics::with_local_recorder(&sums, || catch_unwind(call)).is_err());
    let key = "countersign_calls_abandoned_total{operation=create_order,stage=in_flight}";
    assert_eq!(sums.count(key), 1, "{}", sums.all());
}

#[test]
fn waits_for_the_clients_limit_are_measured() {
    let sums = recorded(|| async {
        let client = Client::builder()
            .credentials(account())
            .transport(answers(&[], PAGE))
            .limiter(RateLimiter::new(Rate::new(1, Duration::from_millis(50))))
            .build()
            .unwrap();
        for _ in 0..3 {
            client.call(keyword_search()).await.unwrap();
        }
    });
    let key = "countersign_limiter_wait_seconds{operation=keyword_search}";
    assert!(sums.count(key) >= 1 && sums.sum(key) > 0.01 && sums.sum(key) <= 0.1, "{}", sums.all());
}

#[test]
fn drift_is_counted_by_kind() {
    let sums = recorded(|| async {
        let client = Client::builder().credentials(account()).transport(answers(&[], CREATED)).build().unwrap();
        client.call(create_order("T-1")).await.unwrap();
        client.call(create_order("T-2")).await.unwrap();
    });
    assert_eq!(sums.count("countersign_drift_total{operation=create_order,kind=unknown_field}"), 4, "{}", sums.all());
}

#[test]
fn permits_without_redis_are_counted() {
    let sums = recorded(|| async {
        let url = format!("redis://127.0.0.1:{}/", free_port());
        let limiter = RedisLimiter::new(&url, RateLimiter::new(Rate::per_second(1))).unwrap();
        let client = Client::builder()
            .credentials(account())
            .transport(answers(&[], CREATED))
            .limiter(limiter.when_away(WhenAway::AllowAll))
            .build()
            .unwrap();
        client.call(create_order("T-1")).await.unwrap();
    });
    assert_eq!(sums.count("countersign_limiter_away_total{}"), 1, "{}", sums.all());
}

#[test]
fn every_metric_is_described() {
    let sums = Sums::default();
    metrics::with_local_recorder(&sums, describe);
    assert_eq!(sums.all().matches("described countersign_").count(), 8, "{}", sums.all());
}
