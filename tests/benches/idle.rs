//! `cargo bench --bench idle`: orders to a server that closes idle connections, over kept connections and over one
//! connection per order, in plain text and with TLS.
//!
//! The server closes a connection that was idle for [`IDLE`]. Each caller pauses up to twice that long between two
//! orders, so that many orders are written just as the server closes. The output is the number of orders with an
//! unknown outcome, how many of those arrived, and how long a call takes.
#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench that cannot run should say so at once")]

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use api_1688::Client;
use countersign::ErrorKind;
use countersign::transport::ReqwestTransport;
use countersign_tests::dice::Dice;
use countersign_tests::requests::{account, create_order};
use futures_util::future::join_all;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;

const IDLE: Duration = Duration::from_micros(2000);
const CALLERS: usize = 4;
const ORDERS: usize = 1500;
const CREATED: &str = r#"{"code":200,"data":{"orderId":"1"}}"#;

/// The numbers of the orders that a server read.
type Arrived = Arc<Mutex<BTreeSet<String>>>;

fn main() {
    let certificate = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    println!("{} orders of {CALLERS} callers; the server closes connections after {IDLE:?}", CALLERS * ORDERS);
    for tls in [false, true] {
        for (name, max_idle) in [("kept", usize::MAX), ("own", 0)] {
            let (base_url, arrived) = runtime.block_on(serve(tls.then_some(&certificate)));
            let builder = ReqwestTransport::builder().root_certificates(certificate.cert.pem());
            let transport = builder.max_idle_never(max_idle).build().unwrap();
            let client =
                Client::builder().base_url(base_url).credentials(account()).transport(transport).build().unwrap();
            let results = runtime.block_on(join_all((0..CALLERS).map(|caller| order(&client, caller))));
            print(if tls { "TLS" } else { "plain" }, name, results.into_iter().flatten().collect(), &arrived);
        }
    }
}

/// The number of orders with an unknown outcome, and the duration of each call.
type Call = (Option<String>, Duration);

async fn order(client: &Client, caller: usize) -> Vec<Call> {
    let mut dice = Dice::new(caller as u64);
    let mut calls = Vec::new();
    for order in 0..ORDERS {
        let number = format!("{caller}-{order}");
        let start = Instant::now();
        let result = client.call(create_order(&number)).await;
        let taken = start.elapsed();
        let is_unknown = result.is_err_and(|error| error.kind() == ErrorKind::OutcomeUnknown);
        calls.push((is_unknown.then_some(number), taken));
        tokio::time::sleep(IDLE * u32::try_from(dice.below(2001)).unwrap() / 1000).await;
    }
    calls
}

fn print(wire: &str, connections: &str, mut calls: Vec<Call>, arrived: &Arrived) {
    calls.sort_by_key(|(_, taken)| *taken);
    let arrived = arrived.lock().unwrap();
    let unknown: Vec<_> = calls.iter().filter_map(|(number, _)| number.as_ref()).collect();
    let carried_out = unknown.iter().filter(|number| arrived.contains(**number)).count();
    let at = |share: f64| calls[(calls.len() as f64 * share) as usize].1;
    println!(
        "{wire:<6} {connections:<5} unknown {:>5}, of which arrived {carried_out:>3}; median {:>8.0?}, 99 of 100 {:>8.0?}",
        unknown.len(),
        at(0.5),
        at(0.99),
    );
}

async fn serve(certificate: Option<&rcgen::CertifiedKey<rcgen::KeyPair>>) -> (String, Arrived) {
    let acceptor = certificate.map(|certificate| {
        let key = certificate.signing_key.serialize_der().try_into().unwrap();
        let config = ServerConfig::builder().with_no_client_auth();
        let config = config.with_single_cert(vec![certificate.cert.der().clone()], key).unwrap();
        TlsAcceptor::from(Arc::new(config))
    });
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let scheme = if acceptor.is_some() { "https" } else { "http" };
    let base_url = format!("{scheme}://localhost:{}", listener.local_addr().unwrap().port());
    let arrived = Arrived::default();
    let counted = arrived.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, arrived) = (acceptor.clone(), counted.clone());
            tokio::spawn(async move {
                match acceptor {
                    None => answer(stream, &arrived).await,
                    Some(acceptor) => {
                        if let Ok(stream) = acceptor.accept(stream).await {
                            answer(stream, &arrived).await;
                        }
                    }
                }
            });
        }
    });
    (base_url, arrived)
}

/// Answers orders until the connection was idle for too long, or the client closes it.
async fn answer(mut stream: impl AsyncRead + AsyncWrite + Unpin, arrived: &Arrived) {
    let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{CREATED}", CREATED.len());
    let mut read = vec![0; 16 * 1024];
    // A new connection is not idle.
    let mut patience = Duration::from_secs(10);
    loop {
        let mut length = 0;
        while !is_whole(&read[..length]) {
            match tokio::time::timeout(patience, stream.read(&mut read[length..])).await {
                Ok(Ok(count)) if count > 0 => length += count,
                _ => return,
            }
        }
        patience = IDLE;
        let text = String::from_utf8_lossy(&read[..length]).into_owned();
        let number = text.split(r#""thirdOrderId":""#).nth(1).and_then(|rest| rest.split('"').next());
        arrived.lock().unwrap().extend(number.map(str::to_owned));
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

fn is_whole(read: &[u8]) -> bool {
    let text = String::from_utf8_lossy(read);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length =
        head.to_lowercase().split("content-length: ").nth(1).and_then(|rest| rest.lines().next()?.parse().ok());
    body.len() >= length.unwrap_or(0)
}
