//! The rate of a client's calls: waits, bursts, groups, accounts, clones, monthly quotas. No test really waits.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::future::ready;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use api_1688::{Client, CreateOrder, KeywordSearch, PreviewOrder};
use countersign::limit::{LimitError, LimitRequest, Limiter, MonthlyQuota, Rate, RateLimiter, Reserving};
use countersign::retry::RetryPolicy;
use countersign::transport::TransportFailure;
use countersign::value::{Timestamp, Zone};
use countersign::{Credentials, Endpoint, ErrorKind};
use countersign_tests::requests::{create_order, keyword_search, preview_order};
use countersign_tests::script::{Script, Step, TestTimer};

const MS: Duration = Duration::from_millis(1);
const SECOND: Duration = Duration::from_secs(1);

fn limiter(rate: Rate, timer: &TestTimer) -> RateLimiter {
    RateLimiter::new(rate).timer(timer.clone())
}

/// The decision of a limiter about one attempt of a search.
async fn decide(limiter: &impl Limiter, patience: Duration) -> Result<Duration, Duration> {
    let decision = limiter.reserve(LimitRequest::new("k1", KeywordSearch::OPERATION, patience)).await;
    decision.map_err(|error| match error {
        LimitError::Exceeded { wait, .. } => wait,
        other => panic!("{other}"),
    })
}

#[tokio::test]
async fn calls_wait_for_their_permit() {
    let (script, timer) = (Script::new([Step::success()]), TestTimer::default());
    let client = script.client(&timer).limiter(limiter(Rate::per_second(10).burst(3), &timer)).build().unwrap();
    for _ in 0..6 {
        client.call(keyword_search()).await.unwrap();
    }
    assert_eq!(timer.waits(), [100 * MS; 3], "three at once, then one every 100 ms");
}

#[tokio::test]
async fn a_rate_that_never_allows_another_call_does_not_panic() {
    let timer = TestTimer::default();
    let limiter = limiter(Rate::new(1, Duration::MAX).burst(3), &timer);
    let mut waits = Vec::new();
    for _ in 0..5 {
        waits.push(decide(&limiter, Duration::ZERO).await.is_ok());
    }
    assert_eq!(waits, [true, true, true, false, false]);
}

#[tokio::test]
async fn permits_return_over_time_up_to_the_burst() {
    let timer = TestTimer::default();
    let limiter = limiter(Rate::per_second(10).burst(2), &timer);
    for pause in [0, 150, 10_000] {
        timer.pass(pause * MS);
        let free =
            [0, 1, 2].map(|_| limiter.reserve(LimitRequest::new("k1", KeywordSearch::OPERATION, Duration::ZERO)));
        let mut made = 0;
        for place in free {
            made += u32::from(place.await.is_ok());
        }
        assert_eq!(made, if pause == 150 { 1 } else { 2 }, "after {pause} ms");
    }
}

#[tokio::test]
async fn a_refused_call_takes_no_permit() {
    let timer = TestTimer::default();
    let limiter = limiter(Rate::per_second(1), &timer);
    assert_eq!(decide(&limiter, Duration::ZERO).await, Ok(Duration::ZERO));
    for _ in 0..100 {
        assert_eq!(decide(&limiter, 999 * MS).await, Err(SECOND));
    }
    assert_eq!(decide(&limiter, SECOND).await, Ok(SECOND));
    assert_eq!(decide(&limiter, SECOND).await, Err(2 * SECOND));
}

/// Compares with an independent implementation of the same algorithm at the same times.
#[test]
fn governor_decides_the_same() {
    use governor::clock::FakeRelativeClock;
    use governor::{Quota, RateLimiter as Oracle};
    use std::num::NonZeroU32;

    proptest::proptest!(|(
        period in 1_u64..5_000,
        burst in 1_u32..10,
        pauses in proptest::collection::vec(0_u64..6_000, 1..60),
    )| {
        let clock = FakeRelativeClock::default();
        let quota = Quota::with_period(MS * period as u32).unwrap().allow_burst(NonZeroU32::new(burst).unwrap());
        let oracle = Oracle::direct_with_clock(quota, clock.clone());
        let timer = TestTimer::default();
        let limiter = limiter(Rate::new(1, MS * period as u32).burst(burst), &timer);
        for pause in pauses {
            clock.advance(MS * pause as u32);
            timer.pass(MS * pause as u32);
            let request = LimitRequest::new("k1", KeywordSearch::OPERATION, Duration::ZERO);
            let mut decision = limiter.reserve(request);
            let context = &mut std::task::Context::from_waker(std::task::Waker::noop());
            let std::task::Poll::Ready(decision) = decision.as_mut().poll(context) else { panic!("it is in memory") };
            proptest::prop_assert_eq!(decision.is_ok(), oracle.check().is_ok());
        }
    });
}

#[tokio::test]
async fn failing_fast_reports_the_wait() {
    let (script, timer) = (Script::new([Step::success()]), TestTimer::default());
    let limiter = limiter(Rate::per_second(1), &timer);
    let client = script.client(&timer).limiter(limiter).limit_wait(Duration::ZERO).build().unwrap();
    client.call(keyword_search()).await.unwrap();
    let error = client.call(keyword_search()).await.unwrap_err();
    assert_eq!((error.kind(), error.wait(), error.attempts()), (ErrorKind::RateLimited, Some(SECOND), 0));
    assert!(error.is_retryable(), "nothing was sent");
    let shown = "keyword_search: this client's limit of 1 calls in 1s is reached: the next call is possible in 1s";
    assert_eq!(error.to_string(), shown);
    assert!(client.call(create_order("T-1")).await.unwrap_err().is_retryable());
    assert_eq!(script.attempts(), 1);

    client.call(keyword_search()).limit_wait(SECOND).await.unwrap();
    assert_eq!(timer.waits(), [SECOND]);
}

#[tokio::test]
async fn a_call_does_not_wait_beyond_its_deadline() {
    let (script, timer) = (Script::new([Step::success()]), TestTimer::default());
    let client = script.client(&timer).limiter(limiter(Rate::new(1, 60 * SECOND), &timer)).build().unwrap();
    client.call(keyword_search()).await.unwrap();
    let error = client.call(keyword_search()).deadline(59 * SECOND).await.unwrap_err();
    assert_eq!((error.kind(), error.wait()), (ErrorKind::RateLimited, Some(60 * SECOND)));
    assert!(timer.waits().is_empty());
}

#[tokio::test]
async fn groups_and_accounts_are_limited_by_themselves() {
    let (script, timer) = (Script::new([Step::success()]), TestTimer::default());
    let limiter = limiter(Rate::per_second(1), &timer).group(
        "order",
        &[CreateOrder::OPERATION, PreviewOrder::OPERATION],
        Rate::new(1, 5 * SECOND),
    );
    let limiter = Arc::new(limiter);
    let builder = || script.client(&timer).limiter(limiter.clone()).limit_wait(Duration::ZERO);
    let client = builder().build().unwrap();
    client.call(keyword_search()).await.unwrap();
    // Whatever the answer contains, the request was sent.
    let _ = client.call(preview_order()).await;
    assert_eq!(script.attempts(), 2);
    let error = client.call(create_order("T-1")).await.unwrap_err();
    assert_eq!((error.kind(), error.wait()), (ErrorKind::RateLimited, Some(5 * SECOND)));
    assert!(error.to_string().contains("of `order`"), "{error}");
    assert_eq!(client.call(keyword_search()).await.unwrap_err().wait(), Some(SECOND));

    let other = builder().credentials(Credentials::new("k2", "s").unwrap()).build().unwrap();
    other.call(keyword_search()).await.unwrap();
}

#[tokio::test]
async fn the_groups_of_an_api_can_be_passed_directly() {
    let mut limiter = RateLimiter::new(Rate::per_second(1));
    for (name, operations) in Client::GROUPS {
        limiter = limiter.group(name, operations, Rate::per_second(1));
    }
    let free = |operation| LimitRequest::new("k1", operation, Duration::ZERO);
    limiter.reserve(free(CreateOrder::OPERATION)).await.unwrap();
    limiter.reserve(free(KeywordSearch::OPERATION)).await.unwrap();
    limiter.reserve(free(PreviewOrder::OPERATION)).await.unwrap_err();
}

#[tokio::test]
async fn clones_share_their_limit() {
    let (script, timer) = (Script::new([Step::success()]), TestTimer::default());
    let client = script.client(&timer).limiter(limiter(Rate::per_second(10), &timer)).build().unwrap();
    for _ in 0..4 {
        client.clone().call(keyword_search()).await.unwrap();
    }
    assert_eq!(timer.waits(), [100 * MS; 3]);
}

#[tokio::test]
async fn a_repeated_attempt_takes_a_permit_too() {
    let steps = [Step::Fail(TransportFailure::NotSent), Step::success()];
    let (script, timer) = (Script::new(steps), TestTimer::default());
    let client = script.client(&timer).limiter(limiter(Rate::per_second(1), &timer)).build().unwrap();
    client.call(keyword_search()).await.unwrap();
    assert_eq!(timer.waits(), [125 * MS, 875 * MS], "the backoff, then the rest of the second");
}

#[tokio::test]
async fn all_attempts_of_a_call_wait_no_longer_than_it_may() {
    let timer = TestTimer::default();
    let script = Script::new([Step::answer(503, "busy"), Step::answer(503, "busy"), Step::success()]);
    let limiter = limiter(Rate::new(1, Duration::from_secs(2)), &timer);
    let policy = RetryPolicy::default().backoff(Duration::ZERO, Duration::ZERO);
    let client =
        script.client(&timer).limiter(limiter).retry(policy).limit_wait(Duration::from_secs(3)).build().unwrap();
    let error = client.call(keyword_search()).await.unwrap_err();
    // The second attempt waited for two seconds, which left one for the third.
    assert_eq!((error.status().map(|status| status.as_u16()), script.attempts()), (Some(503), 2), "{error}");
}

#[tokio::test]
async fn all_limits_of_a_call_together_wait_no_longer_than_it_may() {
    let (script, timer) = (Script::new([Step::success()]), TestTimer::default());
    let [fast, slow] = [2, 3].map(|seconds| limiter(Rate::new(1, Duration::from_secs(seconds)), &timer));
    let client = script.client(&timer).limiter(fast).limiter(slow).limit_wait(2 * SECOND).build().unwrap();
    client.call(keyword_search()).await.unwrap();
    // The first limit waits for two seconds, and the second would wait for one more.
    let error = client.call(keyword_search()).await.unwrap_err();
    assert_eq!((error.kind(), timer.waits().as_slice()), (ErrorKind::RateLimited, &[2 * SECOND][..]), "{error}");
}

/// A limiter that never ends its wait.
struct Endless;

impl Limiter for Endless {
    fn reserve<'l>(&'l self, _: LimitRequest<'l>) -> Reserving<'l> {
        Box::pin(ready(Ok(Duration::MAX)))
    }
}

#[tokio::test]
async fn limiters_that_wait_forever_do_not_panic() {
    let (script, timer) = (Script::new([Step::success()]), TestTimer::default());
    let client = script.client(&timer).limiter(Endless).limiter(Endless).build().unwrap();
    let error = client.call(keyword_search()).await.unwrap_err();
    assert_eq!((error.kind(), script.attempts()), (ErrorKind::Timeout, 0), "{error}");
}

#[tokio::test]
async fn an_attempt_without_a_permit_for_another_ends_with_its_own_error() {
    let (script, timer) = (Script::new([Step::answer(503, "")]), TestTimer::default());
    let limiter = limiter(Rate::per_second(1), &timer);
    let client = script.client(&timer).limiter(limiter).limit_wait(Duration::ZERO).build().unwrap();
    let error = client.call(keyword_search()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), script.attempts()), (ErrorKind::Http, 1, 1));
}

#[tokio::test]
async fn an_invalid_parameter_takes_no_permit() {
    let (script, timer) = (Script::new([Step::success()]), TestTimer::default());
    let client = script.client(&timer).limiter(limiter(Rate::per_second(1), &timer)).build().unwrap();
    let wrong = {
        let mut changed = keyword_search();
        changed.page_size = 51;
        changed
    };
    assert_eq!(client.call(wrong).await.unwrap_err().kind(), ErrorKind::InvalidParameter);
    client.call(keyword_search()).await.unwrap();
    assert!(timer.waits().is_empty());
}

#[tokio::test]
async fn a_request_is_signed_after_its_wait() {
    let (script, timer) = (Script::new([Step::success()]), TestTimer::default());
    let start = timer.clone();
    let clock = move || {
        Timestamp::from_millisecond(i64::try_from(countersign::timer::Timer::elapsed(&start).as_millis()).unwrap())
    };
    let client = script.client(&timer).clock(clock).limiter(limiter(Rate::per_second(1), &timer)).build().unwrap();
    for _ in 0..2 {
        let _ = client.call(preview_order()).await;
    }
    let body = String::from_utf8(script.requests()[1].body().to_vec()).unwrap();
    assert!(body.contains(r#""requestTime":"1000""#), "{body}");
}

/// A limiter that fails.
struct Away;

impl Limiter for Away {
    fn reserve<'l>(&'l self, _: LimitRequest<'l>) -> Reserving<'l> {
        Box::pin(ready(Err(LimitError::Unavailable("the connection is refused".into()))))
    }
}

/// A limiter that never answers.
struct Silent;

impl Limiter for Silent {
    fn reserve<'l>(&'l self, _: LimitRequest<'l>) -> Reserving<'l> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn a_limiter_that_is_away_or_silent_ends_the_call_unsent() {
    let (script, timer) = (Script::new([Step::success()]), TestTimer::default());
    let error = script.client(&timer).limiter(Away).build().unwrap().call(keyword_search()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the connection is refused");
    let error = script.client(&timer).limiter(Silent).build().unwrap().call(create_order("T-1")).await.unwrap_err();
    assert_eq!((error.kind(), error.elapsed(), error.attempts()), (ErrorKind::Timeout, 60 * SECOND, 0));
    assert_eq!(script.attempts(), 0);
}

/// 2026-02-28 23:00 in China.
const END_OF_FEBRUARY: i64 = 1_772_290_800_000;

fn quota(clock: &Arc<AtomicI64>) -> (MonthlyQuota, Arc<Mutex<Vec<u64>>>) {
    let warnings = Arc::<Mutex<Vec<u64>>>::default();
    let (clock, heard) = (clock.clone(), warnings.clone());
    let quota = MonthlyQuota::new(10)
        .zone(Zone::hours(8))
        .clock(move || Timestamp::from_millisecond(clock.load(Ordering::SeqCst)))
        .on_warning(move |state| heard.lock().unwrap().push(state.used));
    (quota, warnings)
}

#[tokio::test]
async fn a_quota_warns_once_then_refuses_until_the_month_is_over() {
    let clock = Arc::new(AtomicI64::new(END_OF_FEBRUARY));
    let (quota, warnings) = quota(&clock);
    let (script, timer) = (Script::new([Step::success()]), TestTimer::default());
    let quota = Arc::new(quota);
    let client: Client = script.client(&timer).limiter(quota.clone()).build().unwrap();
    for _ in 0..10 {
        client.call(keyword_search()).await.unwrap();
    }
    assert_eq!(*warnings.lock().unwrap(), [8, 10]);
    let error = client.call(keyword_search()).await.unwrap_err();
    assert_eq!((error.kind(), error.wait()), (ErrorKind::RateLimited, Some(3600 * SECOND)));
    assert!(error.to_string().contains("10 calls a month"), "{error}");

    clock.fetch_add(3_600_000, Ordering::SeqCst);
    client.call(keyword_search()).await.unwrap();
    assert_eq!(quota.count("k2046747647"), 1);
}

#[tokio::test]
async fn a_quota_can_only_warn_and_go_on_from_before() {
    let clock = Arc::new(AtomicI64::new(END_OF_FEBRUARY));
    let (quota, warnings) = quota(&clock);
    let quota = quota.only_warn().warn_at(90).used("k1", 7);
    for _ in 0..5 {
        assert_eq!(decide(&quota, Duration::ZERO).await, Ok(Duration::ZERO));
    }
    assert_eq!((quota.count("k1"), quota.count("k2")), (12, 0));
    assert_eq!(*warnings.lock().unwrap(), [9, 10]);
}

#[tokio::test]
async fn a_month_is_one_of_the_configured_zone_or_of_utc() {
    let hour = 3_600_000;
    for (zone, ends_in) in [
        (None, 9),
        (Some(Zone::UTC), 9),
        (Some(Zone::hours(8)), 1),
        (Some(Zone::minutes(330)), 3),
        (Some(Zone::named("America/New_York")), 14),
    ] {
        // At half past, because India's clocks are half an hour off.
        let half = if zone == Some(Zone::minutes(330)) { hour / 2 } else { 0 };
        let quota = MonthlyQuota::new(1).clock(move || Timestamp::from_millisecond(END_OF_FEBRUARY + half));
        let quota = zone.map_or_else(
            || MonthlyQuota::new(1).clock(|| Timestamp::from_millisecond(END_OF_FEBRUARY)),
            |zone| quota.zone(zone),
        );
        decide(&quota, Duration::ZERO).await.unwrap();
        let Err(wait) = decide(&quota, Duration::ZERO).await else {
            panic!("{zone:?}: the quota is used");
        };
        assert_eq!(wait, ends_in * 3600 * SECOND, "{zone:?}");
    }
}
