//! `cargo bench -p countersign-tests --bench throughput`: calls over reqwest and over hyper, against a careful client that is
//! written by hand over reqwest, and against bare reqwest that sends the same bytes to the same server, taking turns in
//! one run.
//!
//! Three kinds of server, each on a thread of its own: a bare one that answers anything with the same bytes, so that next to
//! nothing but the client costs; the same with TLS; and the embedded stand-in, which verifies and searches. The client's
//! side is one thread: what it costs is the CPU time of that thread. Bare reqwest neither signs nor reads the answer as
//! JSON, its request is made beforehand; what these two steps cost by themselves is printed too.
//!
//! Client and server share one core, unless a heading says otherwise. On two cores, sending also wakes the server's core,
//! which costs a virtual machine as much as half a call, whoever sends.
#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot run should say so at once"
)]

use std::hint::black_box;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};

use api_1688::stand_in::{self, StandIn};
use api_1688::{Client, KeywordSearch, Language, Page, ProductSummary};
use countersign::{Answer, Credentials, Endpoint, Envelope};
use countersign_tests::by_hand::ByHand;
use countersign_tests::over::{Over, Settings};
use futures_util::future::join_all;
use nix::sched::{CpuSet, sched_setaffinity};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;
use nix::unistd::Pid;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::{ServerConfig, ServerConnection, StreamOwned};

const PAGE: &str = include_str!("../../api-1688/samples/keyword-search.response.json");
const SMALL: &str = r#"{"code":200,"message":"操作成功","data":{"totalRecords":0,"totalPage":0,"pageSize":20,"currentPage":1,"data":[]},"timestamp":1724224057972,"traceId":"9e3779b97f4a"}"#;
/// Turns of each side, and requests in a turn.
const TURNS: usize = 40;
/// The core of the client, and the other one.
const CORES: [usize; 2] = [0, 1];
const REQUESTS: usize = 400;
const KEY: &str = "k2046747647";
const SECRET: &str = "8633a319dbb971564e057ffa9d26caf0";

fn main() {
    // The transports bring their own TLS and install none, so a client of reqwest alone needs one.
    drop(aws_lc_rs::default_provider().install_default());
    let has_two = std::thread::available_parallelism().is_ok_and(|cores| cores.get() > 1);
    // The threads that are spawned later inherit it.
    run_on(CORES[0]);
    println!("signing alone {:.1} µs", signing());
    let certificate = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    for with_tls in [None, Some(&certificate)] {
        for (page, body) in [("empty page", SMALL), ("page of 20 items", PAGE)] {
            let wire = if with_tls.is_some() { "TLS" } else { "plain" };
            println!("bare server, {wire}, {page}, {} bytes; reading it alone {:.1} µs", body.len(), reading(body));
            let base_url = serve(body, with_tls, CORES[0]);
            for concurrency in [1, 16] {
                compare(&base_url, (KEY, SECRET), with_tls, concurrency);
            }
            if has_two {
                println!("  the server on another core");
                compare(&serve(body, with_tls, CORES[1]), (KEY, SECRET), with_tls, 16);
            }
        }
    }
    println!("the stand-in");
    let stand_in = serve_stand_in();
    for concurrency in [1, 16] {
        compare(&stand_in, (stand_in::APP_KEY, stand_in::APP_SECRET), None, concurrency);
    }
}

type Certificate = rcgen::CertifiedKey<rcgen::KeyPair>;

/// Lets all sides take turns, and prints what each costs, against the client that is written by hand.
fn compare(
    base_url: &str,
    (key, secret): (&'static str, &'static str),
    certificate: Option<&Certificate>,
    at_a_time: usize,
) {
    let settings = Settings { root: certificate.map(|certificate| certificate.cert.pem()), ..Settings::default() };
    let client = |over: Over| {
        let builder = Client::builder().base_url(base_url).credentials(Credentials::new(key, secret).unwrap());
        builder.transport(over.with(&settings)).build().unwrap()
    };
    let (on_reqwest, on_hyper) = (client(Over::Reqwest), client(Over::Hyper));
    let by_hand = ByHand::new(bare_client(certificate), base_url, key, secret);
    let prepared = on_hyper.prepare(&search()).unwrap().request;
    let bare = bare_client(certificate);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let sides: [(&str, &dyn Fn() -> Cost); 4] = [
        ("by hand", &|| {
            let request = || async { assert!(by_hand.search(pairs_of_search()).await.is_ok()) };
            measure(|| runtime.block_on(repeat(at_a_time, request)))
        }),
        ("on reqwest", &|| {
            let request = || async { drop(on_reqwest.call(search()).await.unwrap()) };
            measure(|| runtime.block_on(repeat(at_a_time, request)))
        }),
        ("on hyper", &|| {
            let request = || async { drop(on_hyper.call(search()).await.unwrap()) };
            measure(|| runtime.block_on(repeat(at_a_time, request)))
        }),
        ("bare reqwest", &|| {
            let request = || async {
                let mut request = reqwest::Request::try_from(prepared.clone()).unwrap();
                *request.timeout_mut() = Some(Duration::from_secs(30));
                drop(bare.execute(request).await.unwrap().bytes().await.unwrap());
            };
            measure(|| runtime.block_on(repeat(at_a_time, request)))
        }),
    ];
    let mut turns = Vec::new();
    for turn in 0..=TURNS {
        let mut costs = [Cost::default(); 4];
        // Each goes first in every fourth turn; the first turn opens connections.
        for place in 0..sides.len() {
            let side = (turn + place) % sides.len();
            costs[side] = sides[side].1();
        }
        if turn > 0 {
            turns.push(costs);
        }
    }
    println!(
        "  {at_a_time} at a time           requests/s   µs of CPU   in the kernel   CPU and throughput × by hand   throughput × bare"
    );
    for (side, (name, _)) in sides.iter().enumerate() {
        let all = |of: &dyn Fn(&[Cost; 4]) -> f64| median(turns.iter().map(of).collect());
        println!(
            "    {name:<16} {:>13.0} {:>11.1} {:>15.1} {:>17.3} {:>12.3} {:>19.3}",
            1.0 / all(&|turn| turn[side].wall),
            all(&|turn| turn[side].cpu) * 1e6,
            // The kernel counts its own part in ticks, so only the sum of many turns means something.
            turns.iter().map(|turn| turn[side].kernel).sum::<f64>() / turns.len() as f64 * 1e6,
            all(&|turn| turn[side].cpu / turn[0].cpu),
            all(&|turn| turn[0].wall / turn[side].wall),
            all(&|turn| turn[3].wall / turn[side].wall),
        );
    }
}

/// Configured like the client's own transport.
fn bare_client(certificate: Option<&Certificate>) -> reqwest::Client {
    let builder = reqwest::Client::builder()
        .connect_timeout(Duration::from_secs(5))
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .user_agent("bare/0");
    let roots = certificate.map(|certificate| reqwest::Certificate::from_der(certificate.cert.der()).unwrap());
    builder.tls_certs_merge(roots).build().unwrap()
}

/// The time to sign a request, in microseconds.
fn signing() -> f64 {
    let client = Client::builder().credentials(Credentials::new(KEY, SECRET).unwrap()).build().unwrap();
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

fn search() -> KeywordSearch {
    KeywordSearch::builder().keyword("连衣裙 夏季 新款").country(Language::English).begin_page(3).page_size(20).build()
}

/// The same as text, for the client that is written by hand.
fn pairs_of_search() -> Vec<(&'static str, String)> {
    vec![
        ("keyword", String::from("连衣裙 夏季 新款")),
        ("country", String::from("en")),
        ("beginPage", 3.to_string()),
        ("pageSize", 20.to_string()),
    ]
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
#[derive(Clone, Copy, Default)]
struct Cost {
    wall: f64,
    cpu: f64,
    kernel: f64,
}

fn measure(work: impl FnOnce()) -> Cost {
    let (start, cpu, kernel) = (Instant::now(), cpu_time(), kernel_time());
    work();
    let each = |spent: Duration| spent.as_secs_f64() / REQUESTS as f64;
    Cost {
        wall: each(start.elapsed()),
        cpu: each(cpu_time().saturating_sub(cpu)),
        kernel: each(kernel_time().saturating_sub(kernel)),
    }
}

/// CPU time of this thread.
fn cpu_time() -> Duration {
    nix::time::clock_gettime(nix::time::ClockId::CLOCK_THREAD_CPUTIME_ID).unwrap().into()
}

/// The kernel's part of it.
fn kernel_time() -> Duration {
    let time = getrusage(UsageWho::RUSAGE_THREAD).unwrap().system_time();
    Duration::from_micros(time.num_microseconds().unsigned_abs())
}

/// Keeps this thread, and those that it spawns, on a core.
fn run_on(core: usize) {
    let mut cores = CpuSet::new();
    cores.set(core).unwrap();
    sched_setaffinity(Pid::from_raw(0), &cores).unwrap();
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

/// A server that answers everything with `body`, on a core; its threads end with the program.
fn serve(body: &'static str, certificate: Option<&Certificate>, core: usize) -> String {
    let config = certificate.map(|certificate| {
        let key = certificate.signing_key.serialize_der().try_into().unwrap();
        let config = ServerConfig::builder().with_no_client_auth();
        Arc::new(config.with_single_cert(vec![certificate.cert.der().clone()], key).unwrap())
    });
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let scheme = if config.is_some() { "https" } else { "http" };
    let base_url = format!("{scheme}://localhost:{}", listener.local_addr().unwrap().port());
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", body.len());
    let answer = [head.as_bytes(), body.as_bytes()].concat();
    std::thread::spawn(move || {
        run_on(core);
        for stream in listener.incoming() {
            let (stream, answer, config) = (stream.unwrap(), answer.clone(), config.clone());
            stream.set_nodelay(true).unwrap();
            std::thread::spawn(move || match config {
                None => answer_all(stream, &answer),
                Some(config) => answer_all(StreamOwned::new(ServerConnection::new(config).unwrap(), stream), &answer),
            });
        }
    });
    base_url
}

/// The requests have no body, so each ends with an empty line.
fn answer_all(mut stream: impl Read + Write, answer: &[u8]) {
    let (mut buffer, mut filled) = ([0; 16 * 1024], 0);
    while let Ok(read @ 1..) = stream.read(&mut buffer[filled..]) {
        filled += read;
        if buffer[..filled].ends_with(b"\r\n\r\n") {
            filled = 0;
            if stream.write_all(answer).and_then(|()| stream.flush()).is_err() {
                return;
            }
        }
    }
}
