//! A server on a loopback port that misbehaves on purpose, and counts what arrives.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;

/// What the server does with a connection.
#[derive(Clone, Debug)]
pub enum Behaviour {
    /// Closes at once, without reading.
    Hangs,
    /// Reads the request, then closes without an answer.
    Closes,
    /// Reads the request and never answers.
    Sleeps,
    /// Reads the request, writes these bytes, then closes.
    Answers(Vec<u8>),
    /// Writes these bytes to every request, and leaves the connection open.
    KeepsOpen(Vec<u8>),
    /// Writes these bytes to the first request of a connection, and closes when another one begins, without reading it,
    /// like a server that closes an idle connection at the wrong moment.
    ClosesIdle(Vec<u8>),
}

impl Behaviour {
    /// An answer with a head that fits its body.
    #[must_use]
    pub fn answer(status: &str, headers: &[(&str, &str)], body: &[u8]) -> Self {
        let mut bytes = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n", body.len()).into_bytes();
        for (name, value) in headers {
            bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
        bytes.extend_from_slice(b"\r\n");
        bytes.extend_from_slice(body);
        Self::Answers(bytes)
    }

    /// An answer to searches and to orders, on connections that stay open.
    #[must_use]
    pub fn serves() -> Self {
        let body = br#"{"code":200,"data":{"orderId":"1","totalRecords":0,"totalPage":0,"pageSize":20,"data":[]}}"#;
        match Self::answer("200 OK", &[], body) {
            Self::Answers(bytes) => Self::KeepsOpen(bytes),
            other => other,
        }
    }
}

/// A running server; dropping it stops it.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    counts: Arc<Counts>,
    task: JoinHandle<()>,
    /// Where it runs, if not on the test's runtime.
    apart: Option<Runtime>,
}

#[derive(Debug, Default)]
struct Counts {
    connections: AtomicUsize,
    requests: AtomicUsize,
    last: Mutex<Vec<u8>>,
}

impl Server {
    /// Serves on a port that the system chooses.
    pub async fn start(behaviour: Behaviour) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let counts = Arc::new(Counts::default());
        let counted = counts.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                counted.connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(stream, behaviour.clone(), counted.clone()));
            }
        });
        Self { address, counts, task, apart: None }
    }

    /// Serves from its own thread, for tests that create and drop runtimes.
    #[must_use]
    pub fn start_apart(behaviour: Behaviour) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let mut server = runtime.block_on(Self::start(behaviour));
        server.apart = Some(runtime);
        server
    }

    /// Its address as a client's base URL.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many connections were made to it.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.counts.connections.load(Ordering::SeqCst)
    }

    /// How many whole requests it read.
    #[must_use]
    pub fn requests(&self) -> usize {
        self.counts.requests.load(Ordering::SeqCst)
    }

    /// The last whole request that it read, as text.
    #[must_use]
    pub fn last_request(&self) -> String {
        String::from_utf8_lossy(&self.counts.last.lock().unwrap()).into_owned()
    }

    /// Waits until the server has read this many whole requests: a client that gave up may be ahead of it.
    pub async fn has_read(&self, requests: usize) {
        while self.requests() < requests {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
        if let Some(runtime) = self.apart.take() {
            runtime.shutdown_background();
        }
    }
}

/// A running server that speaks TLS with a certificate of its own; dropping it stops it.
#[derive(Debug)]
pub struct TlsServer(Server);

impl TlsServer {
    /// Serves `localhost` by this certificate, and speaks these protocols where a client offers one of them.
    pub async fn start(
        certificate: &rcgen::CertifiedKey<rcgen::KeyPair>,
        protocols: &[&str],
        behaviour: Behaviour,
    ) -> Self {
        let key = certificate.signing_key.serialize_der().try_into().unwrap();
        let mut config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.cert.der().clone()], key)
            .unwrap();
        config.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let counts = Arc::new(Counts::default());
        let counted = counts.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, behaviour, counts) = (acceptor.clone(), behaviour.clone(), counted.clone());
                tokio::spawn(async move {
                    let Ok(stream) = acceptor.accept(stream).await else { return };
                    counts.connections.fetch_add(1, Ordering::SeqCst);
                    serve(stream, behaviour, counts).await;
                });
            }
        });
        Self(Server { address, counts, task, apart: None })
    }

    /// Its address as a client's base URL.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("https://localhost:{}", self.0.address.port())
    }

    /// How many whole requests it read.
    #[must_use]
    pub fn requests(&self) -> usize {
        self.0.requests()
    }

    /// The last whole request that it read, as text.
    #[must_use]
    pub fn last_request(&self) -> String {
        self.0.last_request()
    }
}

/// A proxy that opens tunnels to this machine, and says what it was asked for; dropping it stops it.
#[derive(Debug)]
pub struct Tunnels {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Tunnels {
    /// Serves on a port that the system chooses.
    pub async fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let heard = asked.clone();
        let task = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let heard = heard.clone();
                tokio::spawn(async move {
                    let head = read_request(&mut stream).await?;
                    let head = String::from_utf8_lossy(&head).into_owned();
                    let port = head.split(' ').nth(1)?.rsplit(':').next()?.parse::<u16>().ok()?;
                    heard.lock().unwrap().push(head);
                    let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.ok()?;
                    stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await.ok()?;
                    tokio::io::copy_bidirectional(&mut stream, &mut server).await.ok()
                });
            }
        });
        Self { address, asked, task }
    }

    /// Its address as the URL of a proxy, with these credentials.
    #[must_use]
    pub fn url(&self, credentials: &str) -> String {
        format!("http://{credentials}@{}", self.address)
    }

    /// The heads of the requests for a tunnel.
    #[must_use]
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for Tunnels {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A port that is occupied, so that nobody else gets it, but on which nobody is listening.
#[derive(Debug)]
pub struct Nobody(TcpSocket);

impl Nobody {
    /// Takes a port that the system chooses.
    #[must_use]
    pub fn new() -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind((Ipv4Addr::LOCALHOST, 0).into()).unwrap();
        Self(socket)
    }

    /// Its address as a client's base URL.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.0.local_addr().unwrap())
    }
}

impl Default for Nobody {
    fn default() -> Self {
        Self::new()
    }
}

async fn serve(mut stream: impl AsyncRead + AsyncWrite + Unpin, behaviour: Behaviour, counts: Arc<Counts>) {
    if matches!(behaviour, Behaviour::Hangs) {
        return;
    }
    while let Some(request) = read_request(&mut stream).await {
        *counts.last.lock().unwrap() = request;
        counts.requests.fetch_add(1, Ordering::SeqCst);
        match &behaviour {
            Behaviour::Sleeps => continue,
            Behaviour::KeepsOpen(bytes) => {
                let _ = stream.write_all(bytes).await;
                continue;
            }
            Behaviour::Answers(bytes) => {
                // A client that has seen enough closes first.
                let _ = stream.write_all(bytes).await;
                let _ = stream.shutdown().await;
            }
            Behaviour::ClosesIdle(bytes) => {
                let _ = stream.write_all(bytes).await;
                let _ = stream.read(&mut [0]).await;
            }
            Behaviour::Hangs | Behaviour::Closes => {}
        }
        return;
    }
}

/// Reads one request with its body. Returns `None` if the client is gone.
async fn read_request(stream: &mut (impl AsyncRead + Unpin)) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let head = loop {
        let byte = stream.read_u8().await.ok()?;
        bytes.push(byte);
        if bytes.ends_with(b"\r\n\r\n") {
            break bytes.len();
        }
    };
    let text = String::from_utf8_lossy(&bytes).to_lowercase();
    let length = text.split("content-length:").nth(1).and_then(|rest| rest.lines().next()?.trim().parse().ok());
    bytes.resize(head + length.unwrap_or(0_usize), 0);
    stream.read_exact(&mut bytes[head..]).await.ok()?;
    Some(bytes)
}
