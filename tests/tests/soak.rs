//! Thousands of calls and pushes through a stand-in that fails on purpose: the results are printed and must add up.
//!
//! 10,000 orders, 10,000 searches and 100,000 pushes, only on loopback; it takes about a minute. Each part prints a
//! table, even if it succeeds.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use api_1688::message::{Message, pushes};
use api_1688::stand_in::{self, StandIn};
use api_1688::{Client, CreateOrder, KeywordSearch};
use countersign::retry::{RetryBudget, RetryPolicy};
use countersign::transport::ReqwestTransport;
use countersign::{Credentials, Endpoint as _, Error, ErrorKind};
use countersign_server::stand_in::{Fault, Faults, RetryAfter, Served, ServiceBuilder};
use countersign_tests::dice::Dice;
use countersign_tests::pushes::{body as body_of, verify};
use countersign_tests::requests::{create_order, keyword_search};
use futures_util::StreamExt as _;
use futures_util::stream;
use serde_json::json;

/// The number of concurrent calls.
const AT_ONCE: usize = 16;

/// How often a search is attempted.
const ATTEMPTS: u32 = 8;

/// The time limit of one attempt of a search, and of a whole search.
const TIMEOUT: Duration = Duration::from_secs(2);
const DEADLINE: Duration = Duration::from_secs(10);

/// Longer than an order takes on a loaded machine: none may end because of a timeout.
const PATIENT: Duration = Duration::from_secs(120);

/// The delay with which a busy machine may wake a call whose time is over.
const SLACK: Duration = Duration::from_secs(5);

/// The result of every search: the vendor's sample of 20 items.
const PAGE: &str = include_str!("../../api-1688/samples/keyword-search.response.json");

/// The growth of the process while it only searches, in KiB: keeping one answer in fifteen would exceed it.
const GROWTH: u64 = 8 * 1024;

/// The parts run one after the other: memory is measured, and two of them would only share the machine.
fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn alone(part: impl Future<Output = ()>) {
    let _turn = turn();
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(part);
}

/// The number of events by name.
#[derive(Default)]
struct Table(BTreeMap<String, u64>);

impl Table {
    fn count(&mut self, what: &str) {
        *self.0.entry(what.to_owned()).or_default() += 1;
    }

    fn of(&self, what: &str) -> u64 {
        self.0.get(what).copied().unwrap_or_default()
    }

    /// Prints around the test harness, which hides the output of tests that succeed.
    fn print(&self, title: &str, injected: &BTreeMap<&'static str, u64>, start: Instant) {
        let mut text = format!("\n{title}, {:.1} s\n", start.elapsed().as_secs_f64());
        for (what, count) in &self.0 {
            writeln!(text, "  {count:>7}  {what}").unwrap();
        }
        for (fault, count) in injected {
            writeln!(text, "  {count:>7}  injected: {fault}").unwrap();
        }
        std::io::stdout().write_all(text.as_bytes()).unwrap();
    }
}

/// A stand-in with faults and a client of it.
async fn failing(service: ServiceBuilder, faults: Faults, timeout: Duration, deadline: Duration) -> (StandIn, Client) {
    let stand_in = StandIn::start_with(service.faults(faults).build().unwrap(), 0).await.unwrap();
    let transport = ReqwestTransport::builder().timeout(timeout).max_bytes(1_000_000).build().unwrap();
    let backoff = (Duration::from_millis(2), Duration::from_millis(50));
    let retry =
        RetryPolicy::default().max_attempts(ATTEMPTS).backoff(backoff.0, backoff.1).budget(RetryBudget::new(1_000_000));
    let client = Client::builder()
        .base_url(stand_in.base_url())
        .credentials(stand_in::credentials().unwrap())
        .transport(transport)
        .retry(retry)
        .deadline(deadline)
        .build()
        .unwrap();
    (stand_in, client)
}

fn outcome<T>(result: &Result<T, Error>) -> &'static str {
    result.as_ref().map_or_else(|error| error.kind().as_str(), |_| "success")
}

/// A vendor without goods for every tenth order, which counts how often it created each.
fn shop(made: &Arc<Mutex<BTreeMap<String, u64>>>) -> ServiceBuilder {
    let made = made.clone();
    stand_in::service().on(move |order: CreateOrder| {
        if order.third_order_id.ends_with('7') {
            return Served::failure("500_004", "库存不足", serde_json::Value::Null);
        }
        *made.lock().unwrap().entry(order.third_order_id).or_default() += 1;
        Served::response(&json!({ "orderId": "2257164624870311973", "success": true }))
    })
}

#[test]
fn no_order_is_made_twice_and_every_one_is_accounted_for() {
    alone(order());
}

async fn order() {
    let (start, orders) = (Instant::now(), 10_000);
    let faults = Faults::seeded(5)
        .with(Fault::ResetBeforeRead, 0.05)
        .with(Fault::ResetAfterRead, 0.05)
        .with(Fault::TruncatedBody, 0.05)
        .with(Fault::Delay(Duration::from_millis(20)), 0.05)
        .with(Fault::SlowDrip(Duration::from_millis(20)), 0.05);
    let made = Arc::new(Mutex::new(BTreeMap::new()));
    let (stand_in, client) = failing(shop(&made), faults, PATIENT, PATIENT).await;
    let results: Vec<(String, Result<(), Error>)> = stream::iter(0..orders)
        .map(|number| {
            let (client, id) = (client.clone(), format!("T-{number}"));
            async move { (id.clone(), client.call(create_order(&id)).await.map(drop)) }
        })
        .buffer_unordered(AT_ONCE)
        .collect()
        .await;

    let mut table = Table::default();
    let made = made.lock().unwrap().clone();
    for (id, result) in &results {
        table.count(outcome(result));
        let (arrived, made) = (stand_in.order_arrivals(id), made.get(id).copied().unwrap_or_default());
        assert!(arrived <= 1 && made <= arrived, "{id} arrived {arrived} times and was made {made} times");
        match result {
            Ok(()) => assert_eq!(made, 1, "{id}"),
            Err(error) => match error.kind() {
                ErrorKind::Business => assert_eq!((error.code(), arrived, made), (Some("500_004"), 1, 0), "{error}"),
                ErrorKind::OutcomeUnknown => assert_eq!(error.reference(), Some(id.as_str()), "{error}"),
                // No byte of it left.
                ErrorKind::Connect => assert_eq!(arrived, 0, "{error}"),
                _ => panic!("{id}: {error}"),
            },
        }
        if arrived == 1 {
            table.count("arrived once");
        }
        if made == 1 {
            table.count("made once");
        }
    }
    let injected = stand_in.service().injected();
    table.print(&format!("{orders} orders"), &injected, start);
    assert_eq!(results.iter().map(|(id, _)| id).collect::<BTreeSet<_>>().len(), orders);
    let ended: u64 = ["success", "business", "outcome_unknown", "connect"].map(|kind| table.of(kind)).iter().sum();
    assert_eq!(ended, orders as u64);
    // Each broken connection leaves one order open, and nothing else does.
    let broken: u64 =
        ["reset-before-read", "reset-after-read", "truncated-body"].map(|fault| injected[fault]).iter().sum();
    assert_eq!(table.of("outcome_unknown"), broken);
    assert_eq!(table.of("arrived once"), orders as u64 - injected["reset-before-read"] - table.of("connect"));
}

#[test]
fn searches_succeed_within_their_time_and_memory_stays_flat() {
    alone(search());
}

async fn search() {
    let (start, searches) = (Instant::now(), 10_000);
    let faults = Faults::seeded(6)
        .with(Fault::ResetBeforeRead, 0.03)
        .with(Fault::ResetAfterRead, 0.03)
        .with(Fault::TruncatedBody, 0.03)
        .with(Fault::Delay(Duration::from_millis(20)), 0.03)
        // Longer than the limit of an attempt.
        .with(Fault::Delay(Duration::from_secs(60)), 0.001)
        .with(Fault::SlowDrip(Duration::from_millis(20)), 0.03)
        .with(Fault::TooManyRequests(RetryAfter::Absent), 0.03)
        .with(Fault::TooManyRequests(RetryAfter::Seconds(1)), 0.002)
        .with(Fault::TooManyRequests(RetryAfter::Date(1)), 0.002)
        .with(Fault::ServerErrors { status: 503, burst: 3 }, 0.01)
        .with(Fault::WrongContentType, 0.01)
        // These are answers, so the calls are not repeated.
        .with(Fault::HtmlBody, 0.005)
        .with(Fault::WrongCharset, 0.005)
        .with(Fault::GzipBomb { bytes: 1_000_001 }, 0.001);
    let service = stand_in::service().fixture(KeywordSearch::OPERATION, PAGE);
    let (stand_in, client) = failing(service, faults, TIMEOUT, DEADLINE).await;
    let mut table = Table::default();
    let (mut settled, mut longest) = (0, Duration::ZERO);
    let mut calls = stream::iter(0..searches)
        .map(|_| {
            let client = client.clone();
            async move {
                let start = Instant::now();
                let result = client.call(keyword_search()).await.map(drop);
                (result, start.elapsed())
            }
        })
        .buffer_unordered(AT_ONCE);
    let mut done = 0;
    while let Some((result, taken)) = calls.next().await {
        done += 1;
        if done == searches / 4 {
            settled = resident();
        }
        longest = longest.max(taken);
        assert!(taken < DEADLINE + SLACK, "a call took {taken:?}");
        table.count(outcome(&result));
        if let Err(error) = result {
            let cannot_be_read = matches!(error.kind(), ErrorKind::Decode | ErrorKind::TooLarge);
            let was_tried_enough = error.attempts() == ATTEMPTS || error.elapsed() > DEADLINE - TIMEOUT;
            assert!(cannot_be_read || was_tried_enough, "{error}");
        }
    }
    let injected = stand_in.service().injected();
    let growth = resident().saturating_sub(settled);
    let title = format!("{searches} searches, the longest {:.1} s, {growth} KiB more memory", longest.as_secs_f64());
    table.print(&title, &injected, start);
    assert_eq!(table.of("decode"), injected["html-body"] + injected["wrong-charset"]);
    assert_eq!(table.of("too_large"), injected.get("gzip-bomb").copied().unwrap_or_default());
    assert_eq!(table.0.values().sum::<u64>(), searches as u64);
    assert!(growth < GROWTH, "{growth} KiB");
}

/// The memory of this process, in KiB; 0 if the system does not report it.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

/// A pushed body, and what the receiver should decide about it.
struct Push {
    body: Vec<u8>,
    is: &'static str,
    id: usize,
}

fn text(id: usize) -> String {
    json!({ "type": "ORDER_BUYER_VIEW_ORDER_PAY", "msgId": id, "gmtBorn": 1_586_227_869_437_u64,
            "data": { "orderId": 167_539_019_420_540_000_u64 + id as u64, "currentStatus": "waitsellersend" } })
    .to_string()
}

/// One of many pushes: most are genuine; the others are what a forger or a bad line would produce.
fn push(id: usize, dice: &mut Dice, true_signer: &countersign::webhook::Signer) -> Push {
    let message = text(id);
    let body = body_of(true_signer, &message).to_vec();
    let (is, body) = match dice.below(10) {
        0 => {
            let thief = Credentials::new(stand_in::APP_KEY, "a guess").unwrap();
            ("forged: another secret", body_of(&pushes().unwrap().signer(&thief), &message).to_vec())
        }
        1 => ("forged: another message", signed_as(&body_of(true_signer, &text(id + 1)), &message)),
        2 => {
            let mut body = body;
            // A digit of the message is changed.
            let digit = body.iter().position(u8::is_ascii_digit).unwrap();
            let at = body[digit + 20..].iter().position(u8::is_ascii_digit).unwrap() + digit + 20;
            body[at] = if body[at] == b'9' { b'8' } else { body[at] + 1 };
            ("forged: a changed byte", body)
        }
        3 => ("truncated", body[..dice.below(body.len())].to_vec()),
        _ => ("true", body),
    };
    Push { body, is, id }
}

/// This message with the signature of another body.
fn signed_as(other: &[u8], message: &str) -> Vec<u8> {
    let signature = form_urlencoded::parse(other).find(|(name, _)| name == "_dj_signature").unwrap().1.into_owned();
    let fields = [("message", message), ("_dj_signature", &signature)];
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish().into_bytes()
}

#[test]
fn no_forged_push_is_accepted_and_no_genuine_one_refused() {
    let _turn = turn();
    let (start, messages) = (Instant::now(), 100_000);
    let signer = pushes().unwrap().signer(&stand_in::credentials().unwrap());
    let receiver = pushes().unwrap().receiver(&stand_in::credentials().unwrap());
    let deliveries = Faults::seeded(7).with(Fault::RepeatedPush, 0.1).with(Fault::LatePush, 0.1);
    let mut dice = Dice::new(8);
    let pushes: Vec<Push> = (0..messages).map(|id| push(id, &mut dice, &signer)).collect();
    let (mut table, mut seen) = (Table::default(), BTreeSet::new());
    for index in deliveries.deliveries(messages) {
        let push = &pushes[index];
        let verified = verify(&receiver, &push.body);
        assert_eq!(verified.is_ok(), push.is == "true", "{}: {}", push.is, String::from_utf8_lossy(&push.body));
        table.count(push.is);
        if let Ok(verified) = verified {
            let message = verified.decode::<Message>().unwrap();
            assert_eq!(message.id.unwrap().get(), push.id as u64);
            let is_new = seen.insert(push.id);
            table.count(if is_new { "taken" } else { "replayed, told by its id" });
        }
    }
    table.print(&format!("{messages} pushes"), &BTreeMap::new(), start);
    assert_eq!(table.of("taken") + table.of("replayed, told by its id"), table.of("true"));
    assert_eq!(seen.len(), pushes.iter().filter(|push| push.is == "true").count());
}
