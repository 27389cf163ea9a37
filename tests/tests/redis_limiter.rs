//! A limit that two machines share through a real Redis server, and what is done while Redis is away.
//!
//! Without the program `redis-server` these tests say so and pass.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failed test says where")]

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

const CREATED: &str = r#"{"code":200,"data":{"orderId":"1"}}"#;

const NOW: Duration = Duration::ZERO;
const LONG: Duration = Duration::from_secs(3600);

/// So slow that no place gets free during a test.
fn slow(burst: u32) -> RateLimiter {
    RateLimiter::new(Rate::new(1, Duration::from_secs(600)).burst(burst))
}

fn machine(server: &RedisServer, rates: RateLimiter) -> RedisLimiter {
    RedisLimiter::new(&server.url(), rates).unwrap().timeout(Duration::from_secs(5)).when_away(WhenAway::RefuseAll)
}

fn search(app_key: &str, patience: Duration) -> LimitRequest<'_> {
    LimitRequest::new(app_key, KeywordSearch::OPERATION, patience)
}

fn order(app_key: &str, patience: Duration) -> LimitRequest<'_> {
    LimitRequest::new(app_key, CreateOrder::OPERATION, patience)
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

#[tokio::test]
async fn places_are_handed_out_one_after_the_other() {
    let Some(server) = RedisServer::start() else { return };
    let rates = || RateLimiter::new(Rate::new(1, Duration::from_secs(100)).burst(2));
    let machines = [machine(&server, rates()), machine(&server, rates())];
    let mut waits = Vec::new();
    for number in 0..6 {
        waits.push(machines[number % 2].reserve(search("shop", LONG)).await.unwrap().as_secs_f64());
    }
    // Two at once, then one every hundred seconds; the test itself takes some of them.
    for (number, wait) in waits.into_iter().enumerate() {
        let expected = 100.0 * (number as f64 - 1.0).max(0.0);
        assert!(wait <= expected && wait > expected - 50.0, "{number}: {wait}");
    }
    let error = machines[0].reserve(search("shop", Duration::from_secs(10))).await.unwrap_err();
    let LimitError::Exceeded { wait, limit } = &error else { panic!("{error}") };
    assert!(*wait > Duration::from_secs(400), "{wait:?}");
    assert!(limit.contains("1 calls in 100s") && limit.contains("shared"), "{limit}");
    // Who does not wait takes no place.
    let next = machines[1].reserve(search("shop", LONG)).await.unwrap();
    assert!(next <= Duration::from_secs(500) && next > Duration::from_secs(450), "{next:?}");
}

#[tokio::test]
async fn a_place_gets_free_as_time_passes_on_the_server() {
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
async fn accounts_and_groups_have_limits_of_their_own() {
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
    let kept: u64 = lines(server.says("GET limits/shop:"))[1].parse().unwrap();
    let now: u64 = lines(server.says("TIME"))[2].parse().unwrap();
    let ahead = kept - now * 1_000_000;
    assert!((540_000_000..=600_000_000 + 1_000_000).contains(&ahead), "ten minutes, in µs: {ahead}");
    let left: u64 = server.says("PTTL limits/shop:").trim_start_matches(':').parse().unwrap();
    assert!((540_000..=600_000).contains(&left), "{left}");
}

#[tokio::test]
async fn what_is_done_without_redis_is_the_users_choice() {
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
    // It accepts, and that is all.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("redis://{}/", silent.local_addr().unwrap());
    let limiter = RedisLimiter::new(&url, slow(1)).unwrap().when_away(WhenAway::AllowAll);
    let start = Instant::now();
    let calls = (0..50).map(|_| limiter.reserve(search("shop", NOW)));
    assert!(join_all(calls).await.into_iter().all(|wait| wait.is_ok()));
    // One asks, the others see that there is no answer.
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
    // It has forgotten everything, as it keeps nothing on disk.
    assert!(is_free(&limiter, search("shop", NOW)).await);
    drop(server);
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
fn a_url_that_is_none_is_refused_without_its_password() {
    for url in ["", "limits", "http://user:hunter2@limits/", "redis://user:hunter2@limits:port/"] {
        let error = RedisLimiter::new(url, slow(1)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
    }
    let limiter = RedisLimiter::new("redis://user:hunter2@127.0.0.1:1/", slow(1)).unwrap();
    assert!(!format!("{limiter:?}").contains("hunter2"), "{limiter:?}");
}
