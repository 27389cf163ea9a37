//! `cargo bench -p countersign-tests --bench throughput`: requests through the client, compared with bare reqwest
//! sending the same bytes to the same server, alternating in one run.
//!
//! There are two kinds of server, each on its own thread: the embedded stand-in, which verifies and searches, and a
//! bare one that answers everything with the same bytes, so that the client dominates. The client runs on one thread,
//! whose CPU time is its cost. Bare reqwest neither signs nor reads the answer as JSON, and its request is built
//! beforehand; the costs of these two steps are printed separately.
#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot run should say so at once"
)]

use std::hint::black_box;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

use api_1688::stand_in::{self, StandIn};
use api_1688::{Client, KeywordSearch, Language, Page, ProductSummary};
use countersign::{Answer, Credentials, Endpoint, Envelope};
use futures_util::future::join_all;

const PAGE: &str = include_str!("../../api-1688/samples/keyword-search.response.json");
const SMALL: &str = r#"{"code":200,"message":"操作成功","data":{"totalRecords":0,"totalPage":0,"pageSize":20,"currentPage":1,"data":[]},"timestamp":1724224057972,"traceId":"9e3779b97f4a"}"#;
const LIMIT: f64 = 0.98;
/// The number of turns of each side, and of requests in a turn.
const TURNS: usize = 60;
const REQUESTS: usize = 400;

fn main() {
    println!("signing alone {:.1} µs", signing());
    for (server, body) in [("empty page", SMALL), ("page of 20 items", PAGE)] {
        println!("bare server, {server}, {} bytes; reading it alone {:.1} µs", body.len(), reading(body));
        let address = serve(body);
        for concurrency in [1, 16] {
            print(concurrency, &compare(&format!("http://{address}"), credentials(), concurrency));
        }
    }
    println!("the stand-in");
    let stand_in = serve_stand_in();
    for concurrency in [1, 16] {
        print(concurrency, &compare(&stand_in, stand_in::credentials().unwrap(), concurrency));
    }
}

fn print(concurrency: usize, comparison: &Comparison) {
    for (name, side) in [("reqwest", &comparison.bare), ("countersign", &comparison.ours)] {
        println!("  {name:<12} {:>7.0} requests/s  {:>6.1} µs of CPU each", side.rate, side.cpu);
    }
    let Comparison { throughput, cpu, .. } = comparison;
    println!("  {concurrency} at a time: throughput {throughput:.3} × (limit {LIMIT}), CPU {cpu:.3} ×");
}

struct Side {
    rate: f64,
    cpu: f64,
}

struct Comparison {
    bare: Side,
    ours: Side,
    throughput: f64,
    cpu: f64,
}

/// Lets both sides take turns.
fn compare(base_url: &str, credentials: Credentials, concurrency: usize) -> Comparison {
    let client = Client::builder().base_url(base_url).credentials(credentials).build().unwrap();
    let prepared = client.prepare(&search()).unwrap().request;
    let bare = bare_client();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let ours = || async { client.call(search()).await.map(drop).unwrap() };
    let theirs = || async {
        let mut request = reqwest::Request::try_from(prepared.clone()).unwrap();
        *request.timeout_mut() = Some(Duration::from_secs(30));
        drop(bare.execute(request).await.unwrap().bytes().await.unwrap());
    };
    let mut turns = Vec::new();
    for turn in 0..=TURNS {
        let theirs = || measure(|| runtime.block_on(repeat(concurrency, theirs)));
        let ours = || measure(|| runtime.block_on(repeat(concurrency, ours)));
        // Each goes first in every other turn; the first turn opens connections.
        let pair = if turn % 2 == 0 {
            (theirs(), ours())
        } else {
            let ours = ours();
            (theirs(), ours)
        };
        if turn > 0 {
            turns.push(pair);
        }
    }
    let side = |of: fn(&(Cost, Cost)) -> Cost| Side {
        rate: 1.0 / median(turns.iter().map(|turn| of(turn).wall).collect()),
        cpu: median(turns.iter().map(|turn| of(turn).cpu).collect()) * 1e6,
    };
    Comparison {
        bare: side(|turn| turn.0),
        ours: side(|turn| turn.1),
        throughput: median(turns.iter().map(|(bare, ours)| bare.wall / ours.wall).collect()),
        cpu: median(turns.iter().map(|(bare, ours)| ours.cpu / bare.cpu).collect()),
    }
}

/// Configured like the client's own transport.
fn bare_client() -> reqwest::Client {
    // The client's transport brings its own TLS and does not install it, so bare reqwest needs one.
    drop(tokio_rustls::rustls::crypto::aws_lc_rs::default_provider().install_default());
    reqwest::Client::builder()
        .connect_timeout(Duration::from_secs(5))
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .user_agent("bare/0")
        .build()
        .unwrap()
}

/// The time to sign a request, in microseconds.
fn signing() -> f64 {
    let client = Client::builder().credentials(credentials()).build().unwrap();
    alone(|| client.prepare(&search()).unwrap())
}

/// The time to read an answer, in microseconds.
fn reading(body: &'static str) -> f64 {
    let answer = Answer::new(http::StatusCode::OK, body);
    let envelope = Envelope::default();
    alone(|| envelope.read::<Page<ProductSummary>>(KeywordSearch::OPERATION, &answer).unwrap())
}

fn alone<T>(work: impl Fn() -> T) -> f64 {
    let mut costs = Vec::new();
    for _ in 0..50 {
        let cost = measure(|| (0..REQUESTS).for_each(|_| drop(black_box(work()))));
        costs.push(cost.wall * 1e6);
    }
    median(costs)
}

fn credentials() -> Credentials {
    Credentials::new("k2046747647", "8633a319dbb971564e057ffa9d26caf0").unwrap()
}

fn search() -> KeywordSearch {
    KeywordSearch::builder().keyword("连衣裙 夏季 新款").country(Language::English).begin_page(3).page_size(20).build()
}

/// Makes [`REQUESTS`] requests, this many at a time.
async fn repeat<F: Future<Output = ()>>(concurrency: usize, request: impl Fn() -> F) {
    let worker = || async {
        for _ in 0..REQUESTS / concurrency {
            request().await;
        }
    };
    join_all((0..concurrency).map(|_| worker())).await;
}

/// Seconds per request.
#[derive(Clone, Copy)]
struct Cost {
    wall: f64,
    cpu: f64,
}

fn measure(work: impl FnOnce()) -> Cost {
    let (start, cpu) = (Instant::now(), cpu_time());
    work();
    let each = |spent: Duration| spent.as_secs_f64() / REQUESTS as f64;
    Cost { wall: each(start.elapsed()), cpu: each(cpu_time().saturating_sub(cpu)) }
}

/// CPU time of this thread.
fn cpu_time() -> Duration {
    nix::time::clock_gettime(nix::time::ClockId::CLOCK_THREAD_CPUTIME_ID).unwrap().into()
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

/// A stand-in on its own thread. It ends with the program.
fn serve_stand_in() -> String {
    let (told, address) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let stand_in = StandIn::start().await.unwrap();
            told.send(stand_in.base_url()).unwrap();
            std::future::pending::<()>().await;
        });
    });
    address.recv().unwrap()
}

/// A server that answers everything with `body`; its threads end with the program.
fn serve(body: &'static str) -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", body.len());
    let answer = [head.as_bytes(), body.as_bytes()].concat();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (stream, answer) = (stream.unwrap(), answer.clone());
            std::thread::spawn(move || answer_all(stream, &answer));
        }
    });
    address
}

/// The requests have no body, so each ends with an empty line.
fn answer_all(mut stream: TcpStream, answer: &[u8]) {
    stream.set_nodelay(true).unwrap();
    let (mut buffer, mut filled) = ([0; 16 * 1024], 0);
    while let Ok(read @ 1..) = stream.read(&mut buffer[filled..]) {
        filled += read;
        if buffer[..filled].ends_with(b"\r\n\r\n") {
            filled = 0;
            if stream.write_all(answer).is_err() {
                return;
            }
        }
    }
}
