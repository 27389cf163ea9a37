//! The transport over hyper: what the one over reqwest does, in fewer steps per call. The URL is not parsed again, and
//! no layer is between the request and the connection pool.

mod connect;
mod gzip;

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, PROXY_AUTHORIZATION, USER_AGENT};
use http::{Extensions, HeaderValue, Request, Response, Uri};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper_util::client::legacy::{self, ResponseFuture};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::time::Sleep;

use self::connect::{Connect, Proxies};
use self::gzip::Gzip;
use super::http_client::{self, Chunks, Clients};
#[cfg(feature = "__tls")]
use super::tls::Tls;
use super::{AnsweredBy, Body, Seal, Sending, Transport, TransportError, port};
#[cfg(not(feature = "__tls"))]
use crate::address::BaseUrl;
use crate::error::Error;
use crate::operation::RetryClass;

/// Sends requests with hyper: HTTP/1.1, HTTP/2 where a server offers it over TLS, gzip, and proxies.
///
/// It needs fewer packages than [`ReqwestTransport`](super::ReqwestTransport). In return, there are only the settings
/// of this builder: no resolver, client certificate or SOCKS proxy. If both features are on, a client uses reqwest
/// unless it is given this transport.
///
/// Requests go through the proxy that the environment names (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY` and so on), except
/// plain `http` to a loopback address, which never leaves this machine.
///
/// Calls that must not be repeated never travel on a connection that was idle: see
/// [`max_idle_never`](HyperTransportBuilder::max_idle_never).
///
/// A call needs a tokio runtime with timers and sockets; without one it fails with
/// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration). A transport may be used on several runtimes, and
/// keeps separate connections for each.
///
/// `https` needs the feature `tls-aws-lc`, which is on by default, or `tls-ring`; with both, aws-lc is used.
/// Certificates are verified by the operating system's rules. Nothing is installed process-wide.
#[derive(Clone)]
pub struct HyperTransport {
    shared: Arc<Shared>,
    timeout: Duration,
    max_bytes: usize,
}

struct Shared {
    connect: Connect,
    clients: Clients<Arc<Pools>>,
    max_idle_never: usize,
}

type Client = legacy::Client<Connect, Full<Bytes>>;

/// One client for each class of operations, because each has one connection pool.
struct Pools {
    safe: Client,
    never: Client,
}

/// Configures and builds a [`HyperTransport`].
#[derive(Clone)]
#[must_use = "call `build` to create the transport"]
pub struct HyperTransportBuilder {
    #[cfg(feature = "__tls")]
    roots: Vec<Vec<u8>>,
    proxy: Option<String>,
    no_proxy: bool,
    connect_timeout: Duration,
    timeout: Duration,
    max_bytes: usize,
    max_idle_never: usize,
}

impl HyperTransportBuilder {
    /// Trusts these certificates, in PEM, in addition to those that the operating system trusts.
    ///
    /// ```no_run
    /// use countersign::transport::HyperTransport;
    ///
    /// let transport = HyperTransport::builder().root_certificates(std::fs::read("company-root.pem")?).build()?;
    /// # let _ = transport;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "__tls")]
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.roots.push(pem.into());
        self
    }

    /// Sends every request through this proxy: `http://host:port`, with TLS also `https://…`, and with a user and a
    /// password before the host if the proxy wants them. Requests to this machine are no exception. Defaults to the
    /// proxy that the environment names.
    ///
    /// `https` passes through the proxy in a tunnel, so that the proxy sees the name of the host alone.
    ///
    /// ```
    /// use countersign::transport::HyperTransport;
    ///
    /// let transport = HyperTransport::builder().proxy("http://user:password@proxy.internal:3128").build()?;
    /// # drop(transport);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(url.into());
        self
    }

    /// Uses no proxy, whatever the environment names.
    ///
    /// ```
    /// use countersign::transport::HyperTransport;
    ///
    /// let transport = HyperTransport::builder().no_proxy().build()?;
    /// # drop(transport);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn no_proxy(mut self) -> Self {
        self.proxy = None;
        self.no_proxy = true;
        self
    }

    /// Limits how long connecting may take. Defaults to 5 s.
    ///
    /// ```
    /// use std::time::Duration;
    /// use countersign::transport::HyperTransport;
    ///
    /// let transport = HyperTransport::builder().connect_timeout(Duration::from_secs(2)).build()?;
    /// # drop(transport);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Limits how long an attempt may take in all. Defaults to 30 s.
    ///
    /// ```
    /// use std::time::Duration;
    /// use countersign::transport::HyperTransport;
    ///
    /// let transport = HyperTransport::builder().timeout(Duration::from_secs(10)).build()?;
    /// # drop(transport);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Limits how many bytes an answer may have after decompression. Defaults to 32 MiB.
    ///
    /// ```
    /// use countersign::transport::HyperTransport;
    ///
    /// let transport = HyperTransport::builder().max_bytes(1024 * 1024).build()?;
    /// # drop(transport);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.max_bytes = bytes;
        self
    }

    /// Limits how many idle connections per host are kept for calls that must not be repeated. Defaults to 0: each such
    /// call opens its own connection.
    ///
    /// A server may close an idle connection just when the next request is written to it. The request is then lost, but
    /// the client cannot know that, and the outcome of the call is unknown. A new connection costs one round trip, and
    /// with TLS one or two more.
    ///
    /// ```
    /// use countersign::transport::HyperTransport;
    ///
    /// let transport = HyperTransport::builder().max_idle_never(4).build()?;
    /// # drop(transport);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn max_idle_never(mut self, connections: usize) -> Self {
        self.max_idle_never = connections;
        self
    }

    /// Builds the transport.
    ///
    /// ```
    /// use countersign::transport::HyperTransport;
    ///
    /// let transport = HyperTransport::builder().max_bytes(1024 * 1024).build()?;
    /// # drop(transport);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if TLS cannot be set up on this machine, or the
    /// proxy is not one that can be used.
    pub fn build(self) -> Result<HyperTransport, Error> {
        let proxies = match &self.proxy {
            Some(url) => Some(Proxies::explicit(url)?),
            None => (!self.no_proxy).then(Proxies::of_environment),
        };
        #[cfg(feature = "__tls")]
        let connect = Connect::new(proxies, self.connect_timeout, &Tls::new(&self.roots)?);
        #[cfg(not(feature = "__tls"))]
        let connect = Connect::new(proxies, self.connect_timeout);
        let shared = Shared { connect, clients: Clients::new(), max_idle_never: self.max_idle_never };
        Ok(HyperTransport { shared: Arc::new(shared), timeout: self.timeout, max_bytes: self.max_bytes })
    }
}

impl Default for HyperTransportBuilder {
    fn default() -> Self {
        Self {
            #[cfg(feature = "__tls")]
            roots: Vec::new(),
            proxy: None,
            no_proxy: false,
            connect_timeout: http_client::CONNECT_TIMEOUT,
            timeout: http_client::TIMEOUT,
            max_bytes: http_client::MAX_BYTES,
            max_idle_never: 0,
        }
    }
}

/// Leaves out the proxy: its URL may contain a password.
impl fmt::Debug for HyperTransportBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("timeout", &self.timeout)
            .field("max_bytes", &self.max_bytes)
            .field("max_idle_never", &self.max_idle_never)
            .finish_non_exhaustive()
    }
}

/// Leaves out the proxy: its URL may contain a password.
impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport")
            .field("timeout", &self.timeout)
            .field("max_bytes", &self.max_bytes)
            .finish_non_exhaustive()
    }
}

impl HyperTransport {
    /// Returns a builder, for settings other than the defaults.
    ///
    /// ```
    /// use std::time::Duration;
    /// use countersign::scheme::Scheme;
    /// use countersign::transport::HyperTransport;
    /// use countersign::{Client, Envelope};
    ///
    /// let transport = HyperTransport::builder().connect_timeout(Duration::from_secs(2)).build()?;
    /// let builder = Client::builder("https://books.example", Scheme::none(), Envelope::none());
    /// let client: Client = builder.transport(transport).build()?;
    /// # drop(client);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn builder() -> HyperTransportBuilder {
        HyperTransportBuilder::default()
    }

    /// Starts a request, unless it is not what was signed. The client of its class keeps it in memory of its own.
    fn start(&self, mut request: Request<Body>, body: Bytes) -> Result<ResponseFuture, TransportError> {
        let pools = self.shared.clients.get(|| Ok(Arc::new(self.shared.pools())))?;
        self.shared.add_headers(&mut request);
        if let Some(seal) = request.extensions_mut().remove::<Seal>() {
            seal.check_unsent(&request, &body)?;
        }
        let client = match request.extensions_mut().remove::<RetryClass>() {
            Some(RetryClass::Safe) => &pools.safe,
            // A request that is not marked as repeatable is not repeated.
            Some(RetryClass::Never) | None => &pools.never,
        };
        Ok(client.request(request.map(|_| Full::new(body))))
    }

    /// Sends a request and reads the answer.
    async fn exchange(&self, request: &mut Request<Body>) -> Result<Response<Body>, TransportError> {
        let body = std::mem::take(request.body_mut()).into_bytes(usize::MAX).await?;
        let url = request.uri().clone();
        let mut sent = self.start(std::mem::take(request), body)?;
        let mut late = pin!(tokio::time::sleep(self.timeout));
        let mut answer = match before(late.as_mut(), &mut sent).await {
            Some(Ok(answer)) => answer,
            Some(Err(error)) => return Err(failed(error, &url)),
            None => return Err(http_client::timed_out()),
        };
        let is_gzip = answer.headers().get(CONTENT_ENCODING).is_some_and(|encoding| encoding == "gzip");
        let mut reading = Reading { gzip: is_gzip.then(Box::default), chunks: Chunks::new(self.max_bytes) };
        let is_success = answer.status().is_success();
        let bytes = reading.read(answer.body_mut(), is_success, late).await?;
        if is_gzip {
            answer.headers_mut().remove(CONTENT_ENCODING);
            answer.headers_mut().remove(CONTENT_LENGTH);
        }
        *answer.extensions_mut() = Extensions::new();
        answer.extensions_mut().insert(AnsweredBy(url));
        Ok(answer.map(|_| Body::from(bytes)))
    }
}

impl Shared {
    /// Creates the clients of a runtime.
    fn pools(&self) -> Pools {
        let mut builder = legacy::Client::builder(TokioExecutor::new());
        builder.timer(TokioTimer::new()).pool_timer(TokioTimer::new()).pool_idle_timeout(Duration::from_secs(90));
        let safe = builder.build(self.connect.clone());
        let never = builder.pool_max_idle_per_host(self.max_idle_never).build(self.connect.clone());
        Pools { safe, never }
    }

    /// Adds what an HTTP client says of itself, unless the request does, and the credentials of a proxy that reads the
    /// request.
    fn add_headers(&self, request: &mut Request<Body>) {
        let credentials = self.connect.credentials_in_request(request.uri());
        let headers = request.headers_mut();
        headers.entry(USER_AGENT).or_insert(HeaderValue::from_static(http_client::USER_AGENT));
        headers.entry(ACCEPT).or_insert(HeaderValue::from_static("*/*"));
        headers.entry(ACCEPT_ENCODING).or_insert(HeaderValue::from_static("gzip"));
        if let Some(credentials) = credentials {
            headers.entry(PROXY_AUTHORIZATION).or_insert(credentials);
        }
    }
}

impl Transport for HyperTransport {
    #[cfg(not(feature = "__tls"))]
    fn check(&self, base_url: &BaseUrl) -> Result<(), Error> {
        http_client::refuse_https(base_url)
    }

    fn send(&self, mut request: Request<Body>) -> Sending<'_> {
        Box::pin(async move { self.exchange(&mut request).await })
    }
}

/// The body of an answer while it arrives.
struct Reading {
    gzip: Option<Box<Gzip>>,
    chunks: Chunks,
}

impl Reading {
    /// Reads to the end. For a failure, a truncated body is enough: its status reports that the call failed.
    async fn read(
        &mut self,
        incoming: &mut Incoming,
        is_success: bool,
        mut late: Pin<&mut Sleep>,
    ) -> Result<Bytes, TransportError> {
        loop {
            let read = match before(late.as_mut(), incoming.frame()).await {
                None => Err(http_client::timed_out()),
                Some(Some(Err(error))) => Err(http_client::broken(error, false)),
                Some(Some(Ok(frame))) => match frame.into_data() {
                    Ok(chunk) => self.push(chunk).map(|()| true),
                    Err(_trailers) => Ok(true),
                },
                Some(None) => self.end().map(|()| false),
            };
            match read {
                Ok(true) => {}
                Err(error) if is_success => return Err(error),
                Ok(false) | Err(_) => return Ok(self.chunks.join()),
            }
        }
    }

    fn push(&mut self, chunk: Bytes) -> Result<(), TransportError> {
        match &mut self.gzip {
            None => self.chunks.push(chunk),
            Some(gzip) => gzip.unpack(chunk, &mut self.chunks),
        }
    }

    fn end(&mut self) -> Result<(), TransportError> {
        self.gzip.as_mut().map_or(Ok(()), |gzip| gzip.end(&mut self.chunks))
    }
}

/// Returns the output of `future`, or `None` if `late` completes first.
async fn before<F: Future + Unpin>(mut late: Pin<&mut Sleep>, mut future: F) -> Option<F::Output> {
    poll_fn(|context| match Pin::new(&mut future).poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => late.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// Converts an error of the client. It has no URL, so host and port are taken from the request.
fn failed(error: legacy::Error, url: &Uri) -> TransportError {
    if error.is_connect() {
        let host = url.host().unwrap_or_default();
        let server = port(url).map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        return http_client::no_connection(&server, error);
    }
    http_client::broken(error, false)
}
