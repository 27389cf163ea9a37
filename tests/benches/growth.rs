//! `cargo bench -p countersign-tests --bench growth`: what grows with an API, with calls in flight and with answers.
//!
//! Times are given as multiples of the smallest case in the same run, and memory in bytes that the allocator counted.
#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench that cannot run should say so at once")]

use std::future::pending;
use std::hint::black_box;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};
use std::time::{Duration, Instant};

use allocation_counter::measure;
use api_1688::{KeywordSearch, Language};
use countersign::auth::Schemes;
use countersign::limit::{LimitRequest, Limiter as _, Rate, RateLimiter};
use countersign::operation::{Method, Operation, PathTemplate};
use countersign::param::{Encoder, ParameterError, Received};
use countersign::scheme::Scheme;
use countersign::transport::{Body, MemoryTransport, Sending, Transport};
use countersign::{Api, Client, ClientBuilder, Credentials, Endpoint, Entry, Envelope};
use countersign_server::stand_in::Service;

const PAGE: &str = include_str!("../../api-1688/samples/keyword-search.response.json");
const MIB: usize = 1 << 20;

fn main() {
    operations();
    calls_in_flight();
    long_answer();
    limiter();
}

/// The operation `GET /operations/NUMBER`, with a number of four digits.
struct Numbered<const NUMBER: usize>;

impl<const NUMBER: usize> Numbered<NUMBER> {
    const PATH: &'static [u8; 16] = &{
        let mut path = *b"/operations/0000";
        let (mut digit, mut rest) = (path.len() - 1, NUMBER);
        while rest > 0 {
            path[digit] = b'0' + (rest % 10) as u8;
            (digit, rest) = (digit - 1, rest / 10);
        }
        path
    };
}

impl<const NUMBER: usize> Endpoint for Numbered<NUMBER> {
    type Response = String;
    const OPERATION: &'static Operation = &match str::from_utf8(Self::PATH) {
        Ok(path) => Operation::new(path, Method::Get, PathTemplate::new(path)),
        Err(_) => panic!("digits are text"),
    };

    fn encode(&self, _: &mut Encoder<'_>) -> Result<(), ParameterError> {
        Ok(())
    }

    fn read_fields(_: &Received<'_>) -> Result<Self, ParameterError> {
        Ok(Self)
    }
}

macro_rules! ten {
    ($each:ident, $tens:expr) => {
        [
            $each!($tens * 10),
            $each!($tens * 10 + 1),
            $each!($tens * 10 + 2),
            $each!($tens * 10 + 3),
            $each!($tens * 10 + 4),
            $each!($tens * 10 + 5),
            $each!($tens * 10 + 6),
            $each!($tens * 10 + 7),
            $each!($tens * 10 + 8),
            $each!($tens * 10 + 9),
        ]
    };
}
macro_rules! one {
    ($number:expr) => {
        Entry::of::<Numbered<{ $number }>>()
    };
}
macro_rules! ones {
    ($tens:expr) => {
        ten!(one, ($tens))
    };
}
macro_rules! tens {
    ($hundreds:expr) => {
        ten!(ones, ($hundreds))
    };
}

#[expect(clippy::large_const_arrays, reason = "the constants of the client are made of it")]
const TABLE: [[[[Entry; 10]; 10]; 10]; 2] = [ten!(tens, 0), ten!(tens, 1)];
const ENTRIES: &[Entry] = TABLE.as_flattened().as_flattened().as_flattened();
const OPERATIONS: &[&Operation] = &{
    let mut operations = [&Operation::ANY; ENTRIES.len()];
    let mut index = 0;
    while index < ENTRIES.len() {
        operations[index] = ENTRIES[index].operation();
        index += 1;
    }
    operations
};

/// A client of the first operations of the table.
struct First<const COUNT: usize, Via = Client>(Via);

impl<const COUNT: usize, Via> From<Via> for First<COUNT, Via> {
    fn from(via: Via) -> Self {
        Self(via)
    }
}

impl<const COUNT: usize> Api for First<COUNT> {
    type With<Via> = First<COUNT, Via>;
    const BASE_URL: &'static str = "https://growth.example";
    const OPERATIONS: &'static [&'static Operation] = OPERATIONS.split_at(COUNT).0;
    const ENTRIES: &'static [Entry] = ENTRIES.split_at(COUNT).0;

    fn auth() -> Schemes {
        Schemes::new(Arc::new(Scheme::bearer()))
    }

    fn envelope() -> Envelope {
        Envelope::none()
    }
}

fn operations() {
    println!("operations   building a client   routing a request to the last one");
    let smallest = of_first::<20>(None);
    of_first::<200>(Some(smallest));
    of_first::<2000>(Some(smallest));
}

/// Prints what building a client and routing cost with this many operations, and returns both times.
fn of_first<const COUNT: usize>(smallest: Option<(Duration, Duration)>) -> (Duration, Duration) {
    let credentials = Credentials::of_secret("token").unwrap();
    let build = || {
        let transport = MemoryTransport::new(|_| http::Response::default());
        let client =
            ClientBuilder::<First<COUNT>>::new().credentials(credentials.clone()).transport(transport).build().unwrap();
        client.0
    };
    let last = OPERATIONS[COUNT - 1];
    let service = Service::builder::<First<COUNT>>().credentials(credentials.clone());
    let service = service.fixture(last, "\"found\"").build().unwrap();
    let route = || {
        let request =
            http::Request::get(last.name()).header("authorization", "Bearer token").body(Body::empty()).unwrap();
        assert_eq!(service.answer(request).status(), 200);
    };
    let times = (fastest(build), fastest(route));
    let smallest = smallest.unwrap_or(times);
    let multiple = |time: Duration, of: Duration| time.as_secs_f64() / of.as_secs_f64();
    println!(
        "{COUNT:>10}   {:>9.1?} {:>6.2} ×   {:>9.1?} {:>6.2} ×",
        times.0,
        multiple(times.0, smallest.0),
        times.1,
        multiple(times.1, smallest.1)
    );
    times
}

/// The time of one execution in the fastest of many turns.
fn fastest<T>(work: impl Fn() -> T) -> Duration {
    let turn = || {
        let start = Instant::now();
        for _ in 0..20 {
            black_box(work());
        }
        start.elapsed() / 20
    };
    (0..50).map(|_| turn()).min().unwrap_or_default()
}

/// A transport that never answers.
struct Silent;

impl Transport for Silent {
    fn send(&self, request: http::Request<Body>) -> Sending<'_> {
        Box::pin(async move {
            let _request = request;
            pending().await
        })
    }
}

fn search() -> KeywordSearch {
    KeywordSearch::builder().keyword("连衣裙").country(Language::English).page_size(20).build()
}

fn client(transport: impl Transport) -> api_1688::Client {
    let credentials = Credentials::new("key", "secret").unwrap();
    api_1688::Client::builder().credentials(credentials).transport(transport).build().unwrap()
}

/// What a task holds while it waits for an answer, and at most while it reads a page of 20 items.
fn calls_in_flight() {
    const CALLS: usize = 1000;
    let silent = client(Silent);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let _entered = runtime.enter();
    let mut context = Context::from_waker(Waker::noop());
    let mut calls = Vec::with_capacity(CALLS);
    let waiting = measure(|| {
        for _ in 0..CALLS {
            let mut call = Box::pin(silent.call(search()).into_future());
            assert!(call.as_mut().poll(&mut context).is_pending());
            calls.push(call);
        }
    });
    let answering = client(MemoryTransport::new(|_| http::Response::new(PAGE.into())));
    let read = measure(|| drop(runtime.block_on(async { answering.call(search()).await }).unwrap()));
    println!(
        "a call that waits for its answer: {} bytes, {} of them the future; while it reads a page of 20 items ({} bytes): {} at most",
        waiting.bytes_current / CALLS as i64,
        size_of_val(&*calls[0]),
        PAGE.len(),
        read.bytes_max,
    );
}

/// Peak memory of reading an answer of 32 MiB, beside the answer itself.
fn long_answer() {
    let value: serde_json::Value = serde_json::from_str(PAGE).unwrap();
    let item = value["data"]["data"][0].to_string();
    let items = vec![item.as_str(); 32 * MIB / (item.len() + 1)].join(",");
    let count = 32 * MIB / (item.len() + 1);
    let long = format!(
        r#"{{"code":200,"data":{{"totalRecords":{count},"totalPage":1,"pageSize":{count},"currentPage":1,"data":[{items}]}}}}"#
    );
    let body = bytes::Bytes::from(long);
    let plain = measure(|| drop(serde_json::from_slice::<serde_json::Value>(&body).unwrap()));
    let answer = body.clone();
    let client = client(MemoryTransport::new(move |_| http::Response::new(answer.clone().into())));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let read = measure(|| {
        let page = runtime.block_on(async { client.call(search()).await }).unwrap();
        assert_eq!(page.items.len(), count);
    });
    let mib = |bytes: u64| bytes as f64 / MIB as f64;
    println!(
        "an answer of {:.1} MiB with {count} items: {:.1} MiB beside it at most; serde_json::Value: {:.1} MiB",
        mib(body.len() as u64),
        mib(read.bytes_max),
        mib(plain.bytes_max),
    );
}

/// What a permit costs each of several threads, in multiples of one thread's; beside a counter behind a mutex.
fn limiter() {
    const PERMITS: u32 = 200_000;
    let limiter = RateLimiter::new(Rate::new(u32::MAX, Duration::from_secs(1)).burst(u32::MAX));
    let counter = Mutex::new(Instant::now());
    let reserve = || {
        let request = LimitRequest::new("key", KeywordSearch::OPERATION, Duration::MAX);
        let mut context = Context::from_waker(Waker::noop());
        assert!(pin!(limiter.reserve(request)).poll(&mut context).is_ready());
    };
    let count = || *counter.lock().unwrap() = Instant::now();
    for threads in [1, 16, 64] {
        let permit = shared(threads, PERMITS, &reserve);
        let floor = shared(threads, PERMITS, &count);
        println!(
            "{threads:>2} threads share a limiter: {:>4} ns for each permit, {:.2} × a mutex around the clock",
            permit.as_nanos(),
            permit.as_secs_f64() / floor.as_secs_f64()
        );
    }
}

/// The time of one execution, all threads together.
fn shared(threads: u32, executions: u32, work: &(impl Fn() + Sync)) -> Duration {
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| (0..executions / threads).for_each(|_| work()));
        }
    });
    start.elapsed() / executions
}
