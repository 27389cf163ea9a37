//! Which failed attempts are repeated: classes, waits, `Retry-After`, budget, deadline, signatures. No test really
//! waits.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use api_1688::Client;
use countersign::retry::{RetryBudget, RetryPolicy};
use countersign::transport::TransportFailure::{Altered, Interrupted, NotSent, TimedOut, TooLarge};
use countersign::value::Timestamp;
use countersign::{Api as _, ErrorKind, KnownFailure};
use countersign_tests::requests::{create_order, keyword_search, preview_order};
use countersign_tests::script::{Script, Step, TestTimer};

const MS: Duration = Duration::from_millis(1);
const SECOND: Duration = Duration::from_secs(1);

fn client(script: &Script, timer: &TestTimer) -> Client {
    script.client(timer).build().unwrap()
}

/// All failures after which a call that may be repeated is repeated.
fn passing() -> Vec<Step> {
    let failures = [NotSent, Interrupted, TimedOut].map(Step::Fail);
    let statuses = [429, 502, 503, 504].map(|status| Step::answer(status, ""));
    failures.into_iter().chain(statuses).collect()
}

#[tokio::test]
async fn a_safe_call_survives_what_passes() {
    for step in passing() {
        let (script, timer) = (Script::new([step.clone(), step.clone(), Step::success()]), TestTimer::default());
        client(&script, &timer).call(keyword_search()).await.unwrap();
        assert_eq!(script.attempts(), 3, "{step:?}");
        // Half of 250 ms, half of twice that.
        assert_eq!(timer.waits(), [125 * MS, 250 * MS], "{step:?}");
    }
}

#[tokio::test]
async fn the_last_error_reports_attempts_and_duration() {
    for step in passing() {
        let (script, timer) = (Script::new([step.clone()]), TestTimer::default());
        let error = client(&script, &timer).call(preview_order()).await.unwrap_err();
        assert_eq!((error.attempts(), error.elapsed()), (3, 375 * MS), "{step:?}");
        assert!(error.is_retryable(), "{error}");
        assert!(error.to_string().contains("after 3 attempts in 0.4 s"), "{error}");
    }
}

#[tokio::test]
async fn permanent_failures_are_not_repeated() {
    let business = r#"{"code":1009,"message":"系统繁忙","data":null}"#;
    for step in [
        Step::Fail(Altered),
        Step::Fail(TooLarge),
        Step::answer(400, r#"{"message":"签名错误"}"#),
        Step::answer(401, ""),
        Step::answer(404, ""),
        Step::answer(408, ""),
        Step::answer(500, ""),
        Step::answer(501, ""),
        Step::answer(200, "<html>"),
        Step::answer(200, business),
    ] {
        let (script, timer) = (Script::new([step.clone()]), TestTimer::default());
        let error = client(&script, &timer).call(keyword_search()).await.unwrap_err();
        assert_eq!((script.attempts(), error.attempts()), (1, 1), "{step:?}");
        assert!(!error.is_retryable(), "{error}");
        assert!(!error.to_string().contains("attempts"), "{error}");
    }
}

#[tokio::test]
async fn an_order_is_only_repeated_when_no_byte_left() {
    let ordered = Step::answer(200, r#"{"code":200,"data":{"orderId":"1"}}"#);
    for step in passing() {
        let (script, timer) = (Script::new([step.clone(), ordered.clone()]), TestTimer::default());
        let result = client(&script, &timer).call(create_order("T-1")).await;
        if matches!(step, Step::Fail(NotSent)) {
            assert!(result.is_ok() && script.attempts() == 2, "{step:?}");
            continue;
        }
        let error = result.unwrap_err();
        assert_eq!(script.attempts(), 1, "{step:?}");
        if matches!(step, Step::Answer(429, ..)) {
            assert!(error.is_retryable(), "nothing was carried out, so the caller may: {error}");
        } else {
            assert!(!error.is_retryable(), "{error}");
            assert_eq!((error.kind(), error.reference()), (ErrorKind::OutcomeUnknown, Some("T-1")), "{error}");
        }
    }
}

#[tokio::test]
async fn no_policy_makes_an_order_go_out_twice() {
    let stubborn = RetryPolicy::default().max_attempts(100).budget(RetryBudget::new(1000));
    let (script, timer) = (Script::new([Step::Fail(Interrupted)]), TestTimer::default());
    let client = script.client(&timer).retry(stubborn.clone()).build().unwrap();
    client.call(create_order("T-1")).retry(stubborn).await.unwrap_err();
    assert_eq!(script.attempts(), 1);
}

#[tokio::test]
async fn an_order_whose_answer_cannot_be_read_names_its_reference() {
    for body in ["<html>moved</html>", r#"{"code":200,"data":{"orderId":[]}}"#] {
        let (script, timer) = (Script::new([Step::answer(200, body)]), TestTimer::default());
        let error = client(&script, &timer).call(create_order("T-7")).await.unwrap_err();
        assert_eq!((error.kind(), error.reference()), (ErrorKind::OutcomeUnknown, Some("T-7")));
        assert!(error.to_string().contains("look it up by `thirdOrderId` = T-7"), "{error}");
    }
}

/// Transient failures.
const BUSY: &[KnownFailure] = &[KnownFailure::of_code("500_003").with_retryable(true)];

#[tokio::test]
async fn business_codes_are_repeated_only_if_declared() {
    let busy = Step::answer(200, r#"{"code":"500_003","message":"系统繁忙","data":null}"#);
    let (script, timer) = (Script::new([busy, Step::success()]), TestTimer::default());
    let envelope = Client::envelope().with_known_failures(BUSY);
    let client = script.client(&timer).envelope(envelope).build().unwrap();
    client.call(keyword_search()).await.unwrap();
    assert_eq!(script.attempts(), 2);

    let busy = Step::answer(200, r#"{"code":"500_003","message":"系统繁忙","data":null}"#);
    let (script, timer) = (Script::new([busy]), TestTimer::default());
    let client = script.client(&timer).envelope(envelope).build().unwrap();
    assert_eq!(client.call(create_order("T-1")).await.unwrap_err().kind(), ErrorKind::Business);
    assert_eq!(script.attempts(), 1, "an order is not, whatever the definition says");
}

#[tokio::test]
async fn the_vendors_wait_is_kept_in_seconds_and_as_a_date() {
    let now = Timestamp::from_millisecond(784_111_777_000 - 7_000);
    for (header, asked) in [("7", 7), ("Sun, 06 Nov 1994 08:49:37 GMT", 7), ("0", 0), ("never", 0)] {
        for status in [429, 503] {
            let steps = [Step::retry_after(status, header), Step::success()];
            let (script, timer) = (Script::new(steps), TestTimer::default());
            let client = script.client(&timer).clock(move || now).build().unwrap();
            client.call(keyword_search()).await.unwrap();
            assert_eq!(timer.waits(), [asked * SECOND + 125 * MS], "{header}");
        }
    }
}

/// The wait that the error of a call reports for this `Retry-After`.
async fn wait_of(header: &str, now: Timestamp) -> Option<Duration> {
    let (script, timer) = (Script::new([Step::retry_after(429, header)]), TestTimer::default());
    let client = script.client(&timer).retry(RetryPolicy::none()).clock(move || now).build().unwrap();
    client.call(keyword_search()).await.unwrap_err().wait()
}

#[tokio::test]
async fn seconds_units_and_all_forms_of_a_date_are_read() {
    let now = Timestamp::from_millisecond(784_111_777_000 - 5_000);
    for (header, seconds) in [
        ("5", 5),
        (" 5 ", 5),
        ("+5", 5),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 5),
        ("Mon, 06 Nov 1994 08:49:37 GMT", 5),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 5),
        ("Sun Nov  6 08:49:37 1994", 5),
        ("1994-11-06T08:49:37Z", 5),
        // Fractions and units are rounded up.
        (".5", 1),
        ("5.", 5),
        ("1.0", 1),
        ("0.0001", 1),
        ("0", 0),
        ("1e2", 100),
        ("1.2 s", 2),
        ("3 seconds", 3),
        ("100ms", 1),
        ("2m", 120),
        ("1h", 3600),
        // The longest of several counts.
        ("1, 30", 30),
        ("30, 1", 30),
        ("soon, 7", 7),
        ("-3, 7", 7),
        ("2, Sun, 06 Nov 1994 08:49:37 GMT", 5),
        ("Sun, 06 Nov 1994 08:49:37 GMT, 2", 5),
        ("Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:39 GMT", 7),
        ("Sun Nov  6 08:49:37 1994, 2", 5),
        // A date in the past asks for no wait.
        ("Sat, 05 Nov 1994 08:49:37 GMT", 0),
        // What cannot be counted is the longest wait.
        ("18446744073709551616", u64::MAX),
        ("1e400", u64::MAX),
    ] {
        assert_eq!(wait_of(header, now).await, Some(Duration::from_secs(seconds)), "{header}");
    }
    let nonsense = ["", " ", ",", "soon", "-5", "-1.5", "-1s", "+-5", "1.2.3", "5 apples", "inf", "NaN"];
    for header in nonsense.into_iter().chain(["Sun, 06 Foo 1994 08:49:37 GMT"]) {
        assert_eq!(wait_of(header, now).await, None, "{header}");
    }
}

#[tokio::test]
async fn a_readable_wait_is_obeyed_in_every_spelling() {
    let now = Timestamp::from_millisecond(784_111_777_000 - 7_000);
    for (headers, asked) in [
        (vec!["1.5"], 2),
        (vec!["0.2"], 1),
        (vec!["1s"], 1),
        (vec!["1500ms"], 2),
        (vec!["1m30s"], 60 + 30),
        (vec![" 3 "], 3),
        (vec!["2", "30"], 30),
        (vec!["30", "2"], 30),
        (vec!["soon", "4"], 4),
        (vec!["2, 30"], 30),
        (vec!["2", "Sun, 06 Nov 1994 08:49:37 GMT"], 7),
        (vec!["-5", "-1.5", "soon", "", "NaN"], 0),
    ] {
        let values = headers.iter().map(|value| ("retry-after", (*value).to_owned())).collect();
        let script = Script::new([Step::Answer(429, values, bytes::Bytes::new()), Step::success()]);
        let timer = TestTimer::default();
        let policy = RetryPolicy::default().max_retry_after(100 * SECOND);
        let client = script.client(&timer).deadline(600 * SECOND).retry(policy).clock(move || now).build().unwrap();
        client.call(keyword_search()).await.unwrap();
        assert_eq!(timer.waits(), [asked * SECOND + 125 * MS], "{headers:?}");
    }
}

#[tokio::test]
async fn a_wait_that_cannot_be_counted_ends_the_call() {
    for header in ["99999999999999999999", "1e30", "99999999999999999999.5", "1, 99999999999999999999"] {
        let (script, timer) = (Script::new([Step::retry_after(429, header)]), TestTimer::default());
        let error = client(&script, &timer).call(keyword_search()).await.unwrap_err();
        assert_eq!((script.attempts(), error.kind()), (1, ErrorKind::RateLimited), "{header}");
        assert_eq!(error.wait(), Some(Duration::from_secs(u64::MAX)), "{header}");
        assert!(timer.waits().is_empty());
    }
}

#[tokio::test]
async fn a_wait_with_a_business_code_is_obeyed() {
    let busy = r#"{"code":"500_003","message":"系统繁忙","data":null}"#;
    let busy = Step::Answer(200, vec![("retry-after", String::from("4"))], busy.into());
    let (script, timer) = (Script::new([busy, Step::success()]), TestTimer::default());
    let envelope = Client::envelope().with_known_failures(BUSY);
    script.client(&timer).envelope(envelope).build().unwrap().call(keyword_search()).await.unwrap();
    assert_eq!(timer.waits(), [4 * SECOND + 125 * MS]);
}

#[tokio::test]
async fn an_endless_wait_does_not_panic() {
    let timer = TestTimer::default();
    let script = Script::new([Step::retry_after(503, "18446744073709551615"), Step::success()]);
    let policy = RetryPolicy::default().max_retry_after(Duration::MAX).backoff(Duration::MAX, Duration::MAX);
    let client = script.client(&timer).retry(policy).build().unwrap();
    let error = client.call(keyword_search()).await.unwrap_err();
    assert_eq!((error.kind(), error.wait()), (ErrorKind::Http, Some(Duration::from_secs(u64::MAX))));
}

#[tokio::test]
async fn a_wait_that_is_too_long_ends_the_call_and_is_reported() {
    for (header, deadline, is_repeated) in [("61", 600, false), ("60", 600, true), ("20", 20, false), ("20", 21, true)]
    {
        let steps = [Step::retry_after(429, header), Step::success()];
        let (script, timer) = (Script::new(steps), TestTimer::default());
        let client = script.client(&timer).deadline(deadline * SECOND).build().unwrap();
        let result = client.call(keyword_search()).await;
        assert_eq!(script.attempts(), if is_repeated { 2 } else { 1 }, "{header} of {deadline}");
        if let Err(error) = result {
            let wait = SECOND * header.parse().unwrap();
            assert_eq!((error.kind(), error.wait()), (ErrorKind::RateLimited, Some(wait)));
            assert!(error.is_retryable() && timer.waits().is_empty());
            assert!(error.to_string().contains(&format!("the server asks to wait {header}s")), "{error}");
        }
    }
}

#[tokio::test]
async fn waits_double_and_are_spread_from_nothing_to_the_longest() {
    for (random, waits) in [(0.0, [0; 5]), (0.5, [50, 100, 200, 250, 250]), (0.999_999, [100, 200, 400, 500, 500])] {
        let (script, timer) = (Script::new([Step::Fail(NotSent)]), TestTimer::default());
        let policy = RetryPolicy::default().max_attempts(6).backoff(100 * MS, 500 * MS);
        let client = script.client(&timer).random(move || random).retry(policy).build().unwrap();
        client.call(keyword_search()).await.unwrap_err();
        let waited: Vec<_> = timer.waits().iter().map(|wait| wait.as_millis() as f64).collect();
        assert_eq!(waited.len(), 5);
        for (waited, wait) in waited.into_iter().zip(waits) {
            assert!((f64::from(wait) - waited).abs() <= 1.0, "{waited} is not {wait}");
        }
    }
}

#[tokio::test]
async fn a_client_draws_its_own_random_numbers() {
    let timer = TestTimer::default();
    let policy = RetryPolicy::default().max_attempts(2).backoff(SECOND, SECOND).budget(RetryBudget::new(1000));
    let script = Script::new([Step::Fail(NotSent)]);
    let builder = Client::builder().credentials(countersign_tests::requests::account()).transport(script);
    let client = builder.timer(timer.clone()).retry(policy).build().unwrap();
    for _ in 0..200 {
        client.call(keyword_search()).await.unwrap_err();
    }
    let waits = timer.waits();
    let mean = waits.iter().sum::<Duration>() / 200;
    assert!(waits.iter().all(|wait| *wait < SECOND) && waits.iter().collect::<BTreeSet<_>>().len() > 190);
    assert!(mean > 350 * MS && mean < 650 * MS, "{mean:?} of waits that are even between 0 and 1 s");
}

#[tokio::test]
async fn a_dead_vendor_is_not_hammered() {
    let (script, timer) = (Script::new([Step::Fail(Interrupted)]), TestTimer::default());
    let budget = RetryBudget::new(4);
    let client = script.client(&timer).retry(RetryPolicy::default().budget(budget.clone())).build().unwrap();
    let clone = client.clone();
    for _ in 0..10 {
        clone.call(keyword_search()).await.unwrap_err();
    }
    assert_eq!(script.attempts(), 14, "ten calls, and what the budget of all clones pays");
    assert_eq!(budget.available(), 0);
}

#[tokio::test]
async fn success_earns_the_budget_back() {
    let timer = TestTimer::default();
    let budget = RetryBudget::new(1);
    let policy = RetryPolicy::default().budget(budget.clone());
    let dead = Script::new([Step::Fail(Interrupted)]).client(&timer).retry(policy.clone()).build().unwrap();
    let alive = Script::new([Step::success()]).client(&timer).retry(policy).build().unwrap();
    dead.call(keyword_search()).await.unwrap_err();
    for successes in 0..20 {
        assert_eq!(budget.available(), u32::from(successes >= 10), "after {successes} successes");
        alive.call(keyword_search()).await.unwrap();
    }
}

#[tokio::test]
async fn the_deadline_ends_waits_and_attempts_that_hang() {
    let (script, timer) = (Script::new([Step::Hang]), TestTimer::default());
    let client = script.client(&timer).deadline(10 * SECOND).build().unwrap();
    let error = client.call(keyword_search()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), error.elapsed()), (ErrorKind::Timeout, 1, 10 * SECOND));
    assert!(error.is_retryable(), "{error}");
    // The same end means something else for an order.
    let error = client.call(create_order("T-1")).deadline(3 * SECOND).await.unwrap_err();
    assert_eq!((error.kind(), error.elapsed()), (ErrorKind::OutcomeUnknown, 3 * SECOND));

    let (script, timer) = (Script::new([Step::Fail(NotSent)]), TestTimer::default());
    let client = script.client(&timer).retry(RetryPolicy::default().max_attempts(100)).build().unwrap();
    let error = client.call(keyword_search()).deadline(SECOND).await.unwrap_err();
    // 125 + 250 + 500 ms; the next 1000 ms would exceed the limit.
    assert_eq!((error.attempts(), error.elapsed()), (4, 875 * MS));
}

#[tokio::test]
async fn a_call_without_time_for_an_answer_is_not_sent() {
    let (script, timer) = (Script::new([Step::Hang]), TestTimer::default());
    let error = client(&script, &timer).call(create_order("T-1")).deadline(Duration::ZERO).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), script.attempts()), (ErrorKind::Timeout, 0, 0));
    assert!(error.is_retryable(), "its outcome is known: {error}");
}

#[tokio::test]
async fn a_call_can_override_the_policy() {
    let (script, timer) = (Script::new([Step::Fail(NotSent)]), TestTimer::default());
    let client = client(&script, &timer);
    client.call(keyword_search()).retry(RetryPolicy::none()).await.unwrap_err();
    assert_eq!(script.attempts(), 1);
    client
        .keyword_search()
        .keyword("裙")
        .country(api_1688::Language::English)
        .send()
        .retry(RetryPolicy::default())
        .await
        .unwrap_err();
    assert_eq!(script.attempts(), 4);
}

#[tokio::test]
async fn the_policy_of_a_call_uses_the_clients_budget() {
    for (budget, attempts) in [(RetryBudget::new(0), 100), (RetryBudget::new(7), 107)] {
        let (script, timer) = (Script::new([Step::Fail(NotSent)]), TestTimer::default());
        let client = script.client(&timer).retry(RetryPolicy::default().budget(budget)).build().unwrap();
        for _ in 0..50 {
            let policy = RetryPolicy::default().max_attempts(5);
            client.call(keyword_search()).retry(policy.clone()).await.unwrap_err();
            client.call(create_order("T-1")).retry(policy).await.unwrap_err();
        }
        assert_eq!(script.attempts(), attempts);
    }
}

#[tokio::test]
async fn a_client_without_a_budget_of_its_own_has_one_for_all_policies() {
    let (script, timer) = (Script::new([Step::Fail(NotSent)]), TestTimer::default());
    let client = client(&script, &timer);
    for _ in 0..100 {
        client.call(keyword_search()).retry(RetryPolicy::default().max_attempts(5)).await.unwrap_err();
    }
    assert_eq!(script.attempts(), 150, "100 calls and the 50 retries of the default budget");
}

#[tokio::test]
async fn a_success_under_its_own_policy_earns_for_the_clients_budget() {
    let (script, timer) = (Script::new([Step::Fail(NotSent), Step::success()]), TestTimer::default());
    let budget = RetryBudget::new(1);
    let client = script.client(&timer).retry(RetryPolicy::default().budget(budget.clone())).build().unwrap();
    for _ in 0..10 {
        client.call(keyword_search()).retry(RetryPolicy::default().max_attempts(2)).await.unwrap();
    }
    assert_eq!(budget.available(), 1);
}

#[tokio::test]
async fn a_budget_of_a_call_is_its_own() {
    let (script, timer) = (Script::new([Step::Fail(NotSent)]), TestTimer::default());
    let client = script.client(&timer).retry(RetryPolicy::default().budget(RetryBudget::new(0))).build().unwrap();
    let own = RetryPolicy::default().budget(RetryBudget::new(1));
    client.call(keyword_search()).retry(own.clone()).await.unwrap_err();
    client.call(keyword_search()).retry(own).await.unwrap_err();
    assert_eq!(script.attempts(), 3);
}

#[tokio::test]
async fn a_policy_of_a_call_inherits_the_rest_from_the_client() {
    let policy = RetryPolicy::default().max_attempts(4).backoff(SECOND, SECOND).max_retry_after(5 * SECOND);
    let (script, timer) = (Script::new([Step::Fail(NotSent)]), TestTimer::default());
    let client = script.client(&timer).retry(policy.clone()).build().unwrap();
    client.call(keyword_search()).retry(RetryPolicy::default().max_attempts(2)).await.unwrap_err();
    assert_eq!(timer.waits(), [500 * MS], "the client's backoff");
    client.call(keyword_search()).retry(RetryPolicy::default().backoff(MS, MS)).await.unwrap_err();
    assert_eq!(script.attempts(), 2 + 4, "the client's attempts");

    let (script, timer) = (Script::new([Step::retry_after(429, "6")]), TestTimer::default());
    let client = script.client(&timer).retry(policy).build().unwrap();
    let error = client.call(keyword_search()).retry(RetryPolicy::default().max_attempts(9)).await.unwrap_err();
    assert_eq!((script.attempts(), error.wait()), (1, Some(6 * SECOND)), "the client's limit of waits");
}

#[tokio::test]
async fn each_attempt_is_signed_afresh() {
    let (script, timer) = (Script::new([Step::Fail(NotSent)]), TestTimer::default());
    let clock = AtomicI64::new(1_724_224_057_972);
    let tick = move || Timestamp::from_millisecond(clock.fetch_add(1, Ordering::SeqCst));
    let client = script.client(&timer).clock(tick).build().unwrap();
    client.call(create_order("T-1")).await.unwrap_err();
    let bodies: BTreeSet<_> = script.requests().into_iter().map(http::Request::into_body).collect();
    assert_eq!(bodies.len(), 3, "three times of request, three signatures");
}
