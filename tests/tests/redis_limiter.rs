//! A limit shared by two machines through a real Redis server, and what happens while Redis is unreachable.
//!
//! Without the program `redis-server`, these tests print a notice and pass.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::cell::RefCell;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use api_1688::{Client, CreateOrder, KeywordSearch, OrderDetails};
use countersign::limit::{LimitError, LimitRequest, Limiter, Rate, RateLimiter, RedisLimiter, WhenAway};
use countersign::retry::RetryPolicy;
use countersign::transport::MemoryTransport;
use countersign::{Endpoint, ErrorKind};
use countersign_tests::redis_server::{RedisServer, free_port};
use countersign_tests::requests::{account, create_order};
use futures_util::future::join_all;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

const CREATED: &str = r#"{"code":200,"data":{"orderId":"1"}}"#;

const NOW: Duration = Duration::ZERO;
const LONG: Duration = Duration::from_secs(3600);

/// Slow enough that no permit becomes available during a test.
fn slow(burst: u32) -> RateLimiter {
    RateLimiter::new(Rate::new(1, Duration::from_secs(600)).burst(burst))
}

fn machine(server: &RedisServer, rates: RateLimiter) -> RedisLimiter {
    RedisLimiter::new(&server.url(), rates).unwrap().timeout(Duration::from_secs(5)).when_away(WhenAway::RefuseAll)
}

fn search(key_id: &str, patience: Duration) -> LimitRequest<'_> {
    LimitRequest::new(key_id, KeywordSearch::OPERATION, patience)
}

fn order(key_id: &str, patience: Duration) -> LimitRequest<'_> {
    LimitRequest::new(key_id, CreateOrder::OPERATION, patience)
}

async fn is_free(limiter: &RedisLimiter, request: LimitRequest<'_>) -> bool {
    match limiter.reserve(request).await {
        Ok(wait) => {
            assert!(wait <= request.patience);
            true
        }
        Err(LimitError::Exceeded { wait, .. }) => {
            assert!(wait > request.patience);
            false
        }
        Err(error) => panic!("{error}: {:?}", std::error::Error::source(&error).map(ToString::to_string)),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_machines_together_get_what_one_may() {
    let Some(server) = RedisServer::start() else { return };
    let machines = [machine(&server, slow(7)), machine(&server, slow(7))];
    let calls = (0..60).map(|number| is_free(&machines[number % 2], search("shop", NOW)));
    let free = join_all(calls).await.into_iter().filter(|free| *free).count();
    assert_eq!(free, 7);
}

#[test]
fn runtimes_that_stall_or_end_do_not_block_others() {
    let Some(server) = RedisServer::start() else { return };
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let limiter = machine(&server, slow(100)).timeout(Duration::from_secs(2));
    let still = runtime();
    assert!(still.block_on(is_free(&limiter, search("shop", NOW))));
    for _ in 0..3 {
        assert!(runtime().block_on(is_free(&limiter, search("shop", NOW))));
    }
    assert!(still.block_on(is_free(&limiter, search("shop", NOW))));
}

#[tokio::test]
async fn permits_are_granted_one_after_the_other() {
    let Some(server) = RedisServer::start() else { return };
    let rates = || RateLimiter::new(Rate::new(1, Duration::from_secs(100)).burst(2));
    let machines = [machine(&server, rates()), machine(&server, rates())];
    let mut waits = Vec::new();
    for number in 0..6 {
        waits.push(machines[number % 2].reserve(search("shop", LONG)).await.unwrap().as_secs_f64());
    }
    // Two at once, then one every hundred seconds; the test itself uses some of that time.
    for (number, wait) in waits.into_iter().enumerate() {
        let expected = 100.0 * (number as f64 - 1.0).max(0.0);
        assert!(wait <= expected && wait > expected - 50.0, "{number}: {wait}");
    }
    let error = machines[0].reserve(search("shop", Duration::from_secs(10))).await.unwrap_err();
    let LimitError::Exceeded { wait, limit } = &error else { panic!("{error}") };
    assert!(*wait > Duration::from_secs(400), "{wait:?}");
    assert!(limit.contains("1 calls in 100s") && limit.contains("shared"), "{limit}");
    // A call that does not wait takes no permit.
    let next = machines[1].reserve(search("shop", LONG)).await.unwrap();
    assert!(next <= Duration::from_secs(500) && next > Duration::from_secs(450), "{next:?}");
}

#[tokio::test]
async fn a_permit_becomes_available_by_the_servers_clock() {
    let Some(server) = RedisServer::start() else { return };
    let limiter = machine(&server, RateLimiter::new(Rate::new(1, Duration::from_millis(300))));
    assert!(is_free(&limiter, search("shop", NOW)).await);
    let start = Instant::now();
    while !is_free(&limiter, search("shop", NOW)).await {
        assert!(start.elapsed() < Duration::from_secs(60));
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(start.elapsed() > Duration::from_millis(250));
}

#[tokio::test]
async fn accounts_and_groups_have_separate_limits() {
    let Some(server) = RedisServer::start() else { return };
    let rates = slow(1).group("order", &[CreateOrder::OPERATION], Rate::new(1, Duration::from_secs(600)).burst(2));
    let limiter = machine(&server, rates);
    assert!(is_free(&limiter, search("one", NOW)).await);
    assert!(!is_free(&limiter, LimitRequest::new("one", OrderDetails::OPERATION, NOW)).await, "it is in no group");
    assert!(is_free(&limiter, search("other", NOW)).await);
    for expected in [true, true, false] {
        assert_eq!(is_free(&limiter, order("one", NOW)).await, expected);
    }
    let error = limiter.reserve(order("one", NOW)).await.unwrap_err();
    assert!(error.to_string().contains("of `order`"), "{error}");
}

#[tokio::test]
async fn a_bucket_is_one_key_that_goes_by_the_servers_clock_and_is_forgotten() {
    let Some(server) = RedisServer::start() else { return };
    let limiter = machine(&server, slow(5)).prefix("limits/");
    assert!(is_free(&limiter, order("shop", NOW)).await);
    assert_eq!(server.says("KEYS *"), "*1\r\n$12\r\nlimits/shop:");
    let lines = |said: String| said.lines().map(str::to_owned).collect::<Vec<_>>();
    let kept = lines(server.says("GET limits/shop:"))[1].clone();
    let kept: u64 = kept.split(' ').next().unwrap().parse().unwrap();
    let now: u64 = lines(server.says("TIME"))[2].parse().unwrap();
    let ahead = kept - now * 1_000_000;
    assert!((540_000_000..=600_000_000 + 1_000_000).contains(&ahead), "ten minutes, in µs: {ahead}");
    let left: u64 = server.says("PTTL limits/shop:").trim_start_matches(':').parse().unwrap();
    assert!((540_000..=600_000).contains(&left), "{left}");
}

#[tokio::test]
async fn the_user_decides_what_happens_without_redis() {
    let url = format!("redis://127.0.0.1:{}/", free_port());
    let limiter = |when_away| RedisLimiter::new(&url, slow(2)).unwrap().when_away(when_away);
    let (allowing, refusing, limiting) =
        (limiter(WhenAway::AllowAll), limiter(WhenAway::RefuseAll), limiter(WhenAway::LimitInProcess));
    for number in 0..5 {
        assert_eq!(allowing.reserve(search("shop", NOW)).await.unwrap(), NOW);
        let error = refusing.reserve(search("shop", NOW)).await.unwrap_err();
        assert!(matches!(error, LimitError::Unavailable(_)), "{error}");
        let cause = std::error::Error::source(&error).unwrap().to_string();
        assert!(cause.contains("Redis cannot be asked"), "{cause}");
        assert_eq!(is_free(&limiting, search("shop", NOW)).await, number < 2);
    }
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_away_after_the_timeout() {
    // It accepts connections, but never answers.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("redis://{}/", silent.local_addr().unwrap());
    let limiter = RedisLimiter::new(&url, slow(1)).unwrap().when_away(WhenAway::AllowAll);
    let start = Instant::now();
    let calls = (0..50).map(|_| limiter.reserve(search("shop", NOW)));
    assert!(join_all(calls).await.into_iter().all(|wait| wait.is_ok()));
    // One asks; the others see that there is no answer.
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[tokio::test]
async fn redis_may_go_and_come_back() {
    let Some(server) = RedisServer::start() else { return };
    let port = server.port();
    let limiter = machine(&server, slow(3));
    assert!(is_free(&limiter, search("shop", NOW)).await);
    drop(server);
    assert!(matches!(limiter.reserve(search("shop", NOW)).await, Err(LimitError::Unavailable(_))));
    let server = RedisServer::start_on(port).unwrap();
    let start = Instant::now();
    while let Err(LimitError::Unavailable(_)) = limiter.reserve(search("shop", NOW)).await {
        assert!(start.elapsed() < Duration::from_secs(30), "it is asked again");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    // It lost everything, because it stores nothing on disk.
    assert!(is_free(&limiter, search("shop", NOW)).await);
    drop(server);
}

/// The server's time in microseconds.
fn time_of(server: &RedisServer) -> u64 {
    let said = server.says("TIME");
    let lines: Vec<&str> = said.lines().collect();
    lines[2].parse::<u64>().unwrap() * 1_000_000 + lines[4].parse::<u64>().unwrap()
}

/// How long the next call has to wait, and whether it got its permit.
async fn wait(limiter: &RedisLimiter, patience: Duration) -> (bool, Duration) {
    match limiter.reserve(search("shop", patience)).await {
        Ok(wait) => (true, wait),
        Err(LimitError::Exceeded { wait, .. }) => (false, wait),
        Err(error) => panic!("{error}: {:?}", std::error::Error::source(&error).map(ToString::to_string)),
    }
}

#[tokio::test]
async fn a_moment_far_in_the_future_is_bounded_by_a_full_bucket_and_drains() {
    let Some(server) = RedisServer::start() else { return };
    // A full bucket takes 0.6 s to be empty.
    let rates = RateLimiter::new(Rate::new(2, Duration::from_millis(600)).burst(2));
    let limiter = machine(&server, rates);
    let in_a_year = time_of(&server) + 31_536_000_000_000;
    for far in [in_a_year.to_string(), u64::MAX.to_string(), String::from("1e300"), String::from("inf")] {
        let _ = server.says(&format!("SET countersign:limit:shop: {far}"));
        let (_, first) = wait(&limiter, NOW).await;
        assert!(first <= Duration::from_millis(300), "{far}: {first:?}");
        let (is_free, second) = wait(&limiter, LONG).await;
        assert!(is_free && second <= Duration::from_millis(300), "what was repaired is kept: {far}: {second:?}");
        let start = Instant::now();
        while !is_free_now(&limiter).await {
            assert!(start.elapsed() < Duration::from_secs(60), "{far}: it drains");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

async fn is_free_now(limiter: &RedisLimiter) -> bool {
    is_free(limiter, search("shop", NOW)).await
}

#[tokio::test]
async fn a_clock_that_was_set_back_costs_at_most_the_earlier_wait() {
    let Some(server) = RedisServer::start() else { return };
    let limiter = machine(&server, slow(1));
    assert!(is_free_now(&limiter).await);
    assert!(is_free(&limiter, search("shop", LONG)).await);
    // As if a clock that was a year ahead had made both calls.
    let said = server.says("GET countersign:limit:shop:");
    let kept = said.lines().nth(1).unwrap();
    let ahead: Vec<String> =
        kept.split(' ').map(|moment| (moment.parse::<u64>().unwrap() + 31_536_000_000_000).to_string()).collect();
    let _ = server.says(&format!("SET countersign:limit:shop: \"{}\"", ahead.join(" ")));
    for _ in 0..2 {
        let (is_free, wait) = wait(&limiter, NOW).await;
        assert!(!is_free && wait <= Duration::from_secs(1200) && wait > Duration::from_secs(1100), "{wait:?}");
    }
    let left: u64 = server.says("PTTL countersign:limit:shop:").trim_start_matches(':').parse().unwrap();
    assert!(left <= 1_200_000, "it is kept as repaired: {left}");
}

#[tokio::test]
async fn a_key_that_is_not_a_moment_is_repaired() {
    let Some(server) = RedisServer::start() else { return };
    let limiter = machine(&server, slow(2));
    let commands = [
        "SET countersign:limit:shop: hello",
        "SET countersign:limit:shop: \"\"",
        "SET countersign:limit:shop: nan",
        "SET countersign:limit:shop: -5",
        "SET countersign:limit:shop: -inf",
        "SET countersign:limit:shop: \"12 apples\"",
        "RPUSH countersign:limit:shop: 1 2",
        "HSET countersign:limit:shop: a 1",
        "SADD countersign:limit:shop: a",
    ];
    for command in commands {
        let _ = server.says("DEL countersign:limit:shop:");
        let _ = server.says(command);
        for expected in [true, true, false] {
            assert_eq!(is_free_now(&limiter).await, expected, "{command}");
        }
        assert_eq!(server.says("TYPE countersign:limit:shop:"), "+string", "{command}");
    }
}

#[tokio::test]
async fn each_cause_of_an_outage_is_reported_once() {
    // The only subscriber; it keeps the lines of each thread apart.
    tracing::subscriber::set_global_default(Told).unwrap();
    let Some(server) = RedisServer::start() else { return };
    let limiter = RedisLimiter::new(&server.url(), slow(9)).unwrap().when_away(WhenAway::AllowAll);
    let limiter = limiter.timeout(Duration::from_secs(5));
    let fails = async || {
        // It is called again after a pause.
        tokio::time::sleep(Duration::from_millis(1100)).await;
        assert_eq!(limiter.reserve(search("shop", NOW)).await.unwrap(), NOW);
    };
    let port = server.port();
    let _ = server.says("CONFIG SET maxmemory 1");
    fails().await;
    fails().await;
    assert!(told().len() == 1 && told()[0].contains("OOM"), "{:?}", told());
    drop(server);
    fails().await;
    fails().await;
    assert_eq!(told().len(), 2, "{:?}", told());
    let server = RedisServer::start_on(port).unwrap();
    let _ = server.says("CONFIG SET maxmemory 1");
    fails().await;
    assert_eq!(told().len(), 2, "the first cause again: {:?}", told());
    let _ = server.says("CONFIG SET maxmemory 0");
    fails().await;
    assert!(told().len() == 3 && told()[2].contains("Redis is back"), "{:?}", told());
    let _ = server.says("CONFIG SET maxmemory 1");
    fails().await;
    assert_eq!(told().len(), 4, "another outage: {:?}", told());
}

thread_local! {
    static TOLD: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// The lines that limiters logged on this thread.
fn told() -> Vec<String> {
    TOLD.with_borrow(Clone::clone)
}

/// Keeps the lines that limiters log.
struct Told;

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.0 += &format!(" {field}={value:?}");
    }
}

impl Subscriber for Told {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("countersign::limit")
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(String::new());
        event.record(&mut line);
        TOLD.with_borrow_mut(|told| told.push(line.0));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn a_connection_that_ended_is_made_anew_without_a_pause() {
    let Some(server) = RedisServer::start() else { return };
    let limiter = machine(&server, slow(10));
    for _ in 0..3 {
        assert!(is_free(&limiter, search("shop", NOW)).await);
        let _ = server.says("CLIENT KILL TYPE normal SKIPME yes");
    }
    let _ = server.says("SCRIPT FLUSH");
    assert!(is_free(&limiter, search("shop", NOW)).await, "the script is loaded again");
}

#[test]
fn each_runtime_gets_an_answer() {
    let Some(server) = RedisServer::start() else { return };
    let limiter = machine(&server, slow(3));
    for expected in [true, true, true, false] {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        assert_eq!(runtime.block_on(is_free(&limiter, search("shop", NOW))), expected);
    }
}

#[tokio::test]
async fn a_client_goes_by_it() {
    let Some(server) = RedisServer::start() else { return };
    let client = |rates| {
        Client::builder()
            .credentials(account())
            .transport(MemoryTransport::new(|_| http::Response::new(CREATED.into())))
            .limiter(machine(&server, rates))
            .limit_wait(NOW)
            .retry(RetryPolicy::none())
            .build()
            .unwrap()
    };
    let machines = [client(slow(2)), client(slow(2))];
    for (number, expected) in [None, None, Some(ErrorKind::RateLimited)].into_iter().enumerate() {
        let result = machines[number % 2].call(create_order("T-1")).await;
        assert_eq!(result.err().map(|error| error.kind()), expected, "{number}");
    }
}

#[test]
fn a_blocking_client_goes_by_it_too() {
    let Some(server) = RedisServer::start() else { return };
    let client = Client::builder()
        .credentials(account())
        .transport(MemoryTransport::new(|_| http::Response::new(CREATED.into())))
        .limiter(machine(&server, slow(2)))
        .limit_wait(NOW)
        .build_blocking()
        .unwrap();
    for expected in [None, None, Some(ErrorKind::RateLimited)] {
        let result = client.call(create_order("T-1"));
        assert_eq!(result.err().map(|error| error.kind()), expected);
    }
}

#[test]
fn an_invalid_url_is_refused_without_its_password() {
    for url in ["", "limits", "http://user:hunter2@limits/", "redis://user:hunter2@limits:port/"] {
        let error = RedisLimiter::new(url, slow(1)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
    }
    let limiter = RedisLimiter::new("redis://user:hunter2@127.0.0.1:1/", slow(1)).unwrap();
    assert!(!format!("{limiter:?}").contains("hunter2"), "{limiter:?}");
}
