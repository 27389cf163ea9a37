//! The transport over reqwest: TLS, gzip, time limits, a cap on answers; no redirects, no cookies, no retries.

use std::error::Error as _;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};

use super::{AnsweredBy, Seal, Sending, Transport, TransportError, TransportFailure};
use crate::address::is_loopback;
use crate::error::{Error, ErrorKind};
use crate::operation::RetryClass;

/// Sends requests with reqwest.
///
/// They go through the proxy that the environment names (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY` and so on), except plain
/// `http` to a loopback address, which never leaves this machine.
///
/// Calls that must not be repeated never travel on a connection that was idle: see
/// [`max_idle_never`](ReqwestTransportBuilder::max_idle_never).
#[derive(Clone)]
pub struct ReqwestTransport {
    clients: Clients,
    /// For what goes unencrypted to this machine, where the environment names a proxy: with it, such requests would leave.
    direct: Option<Clients>,
    timeout: Duration,
    most_bytes: usize,
}

/// One client for each class of operations, because a reqwest client has one pool of connections.
#[derive(Clone)]
struct Clients {
    safe: reqwest::Client,
    never: reqwest::Client,
}

/// Puts a [`ReqwestTransport`] together.
#[derive(Clone)]
#[must_use = "`build` makes the transport"]
pub struct ReqwestTransportBuilder {
    /// The user's own settings of reqwest.
    base: Option<Arc<Base>>,
    connect_timeout: Option<Duration>,
    timeout: Duration,
    most_bytes: usize,
    max_idle_never: usize,
}

type Base = dyn Fn() -> reqwest::ClientBuilder + Send + Sync;

impl ReqwestTransportBuilder {
    fn new(base: Option<Arc<Base>>) -> Self {
        Self {
            base,
            connect_timeout: None,
            timeout: Duration::from_secs(30),
            most_bytes: 32 * 1024 * 1024,
            max_idle_never: 0,
        }
    }

    /// Limits how long connecting may take. Defaults to 5 s, or to what the reqwest builder of
    /// [`with_builder`](ReqwestTransport::with_builder) says.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// Limits how long an attempt may take in all. Defaults to 30 s.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Limits how many bytes an answer may have after decompression. Defaults to 32 MiB.
    pub fn most_bytes(mut self, bytes: usize) -> Self {
        self.most_bytes = bytes;
        self
    }

    /// Limits how many idle connections per host are kept for calls that must not be repeated. Defaults to 0: each such
    /// call opens a connection of its own.
    ///
    /// A server may close an idle connection at the moment at which the next request is written to it. The request is
    /// lost, but the client cannot know that, and the outcome of the call is unknown. A new connection costs one round
    /// trip, and with TLS another one or two.
    pub fn max_idle_never(mut self, connections: usize) -> Self {
        self.max_idle_never = connections;
        self
    }

    /// Builds the transport.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] if TLS cannot be set up on this machine, or reqwest refuses a setting.
    pub fn build(self) -> Result<ReqwestTransport, Error> {
        let failed = |error: reqwest::Error| {
            Error::new(ErrorKind::Configuration, "the HTTP client cannot be set up").with_source(error.without_url())
        };
        let clients = self.clients(|builder| builder).map_err(failed)?;
        let has_proxy = self.base.is_none() && PROXIES.iter().any(|name| std::env::var_os(name).is_some());
        let direct = has_proxy.then(|| self.clients(reqwest::ClientBuilder::no_proxy)).transpose().map_err(failed)?;
        Ok(ReqwestTransport { clients, direct, timeout: self.timeout, most_bytes: self.most_bytes })
    }

    fn clients(&self, finish: fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder) -> reqwest::Result<Clients> {
        let never = self.client().pool_max_idle_per_host(self.max_idle_never);
        Ok(Clients { safe: finish(self.client()).build()?, never: finish(never).build()? })
    }

    fn client(&self) -> reqwest::ClientBuilder {
        let builder = match &self.base {
            Some(base) => base(),
            None => reqwest::Client::builder()
                .connect_timeout(Duration::from_secs(5))
                .user_agent(concat!("countersign/", env!("CARGO_PKG_VERSION"))),
        };
        let builder = match self.connect_timeout {
            Some(timeout) => builder.connect_timeout(timeout),
            None => builder,
        };
        builder
            // A redirect would carry the signature to another place.
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            // Whether a call may be repeated is the definition's to say.
            .retry(reqwest::retry::never())
    }
}

impl Default for ReqwestTransportBuilder {
    fn default() -> Self {
        Self::new(None)
    }
}

impl fmt::Debug for ReqwestTransportBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("timeout", &self.timeout)
            .field("most_bytes", &self.most_bytes)
            .field("max_idle_never", &self.max_idle_never)
            .finish_non_exhaustive()
    }
}

/// reqwest's clients are left out: they print the values of the user's own default headers.
impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport")
            .field("timeout", &self.timeout)
            .field("most_bytes", &self.most_bytes)
            .finish_non_exhaustive()
    }
}

/// Variables of the environment that name a proxy for plain HTTP.
const PROXIES: [&str; 4] = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];

impl ReqwestTransport {
    /// Starts a transport with other limits than the usual ones.
    pub fn builder() -> ReqwestTransportBuilder {
        ReqwestTransportBuilder::default()
    }

    /// Starts a transport over reqwest as the user sets it up: its proxies, root certificates, resolver and so on.
    ///
    /// The function is called once for each class of operations, since each has a pool of connections of its own. Whatever
    /// it says, redirects are not followed, nothing is repeated, and connections of calls that must not be repeated are
    /// not kept; time limits of an attempt and the cap on answers are those of this builder. A proxy that it does not
    /// switch off also gets what goes unencrypted to this machine. It must not set a cookie store: reqwest adds the
    /// cookies to requests that are checked already.
    ///
    /// ```no_run
    /// use countersign::transport::ReqwestTransport;
    ///
    /// let root = reqwest::Certificate::from_pem(&std::fs::read("company-root.pem")?)?;
    /// let proxy = reqwest::Proxy::all("http://proxy.internal:3128")?;
    /// let transport = ReqwestTransport::with_builder(move || {
    ///     reqwest::Client::builder().proxy(proxy.clone()).add_root_certificate(root.clone())
    /// })
    /// .build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_builder(
        builder: impl Fn() -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> ReqwestTransportBuilder {
        ReqwestTransportBuilder::new(Some(Arc::new(builder)))
    }

    async fn exchange(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        let seal = request.extensions().get::<Seal>().cloned();
        let (body, url) = (request.body().clone(), request.uri().clone());
        let client = self.client(&request);
        let mut request = reqwest::Request::try_from(request).map_err(|error| {
            let error = error.without_url();
            TransportError::new(TransportFailure::NotSent, "the HTTP client cannot send such a URL").with_source(error)
        })?;
        if let Some(seal) = seal {
            seal.check(request.method(), request.url().as_str(), request.headers(), &body)?;
        }
        *request.timeout_mut() = Some(self.timeout);
        let asked = request.url().clone();
        let mut response = client.execute(request).await.map_err(failed)?;
        if response.version() < http::Version::HTTP_10 {
            return Err(TransportError::new(TransportFailure::Unreadable, "the answer is not HTTP"));
        }
        if *response.url() != asked {
            return Err(TransportError::new(TransportFailure::Redirected, "the HTTP client followed a redirect"));
        }
        let mut answer = http::Response::new(Bytes::new());
        *answer.status_mut() = response.status();
        *answer.headers_mut() = std::mem::take(response.headers_mut());
        answer.extensions_mut().insert(AnsweredBy(url));
        *answer.body_mut() = self.read(response).await?;
        Ok(answer)
    }

    /// The client for a request. A request that nobody declared repeatable is not.
    fn client(&self, request: &http::Request<Bytes>) -> &reqwest::Client {
        let clients = self.direct.as_ref().filter(|_| is_plain_loopback(request.uri())).unwrap_or(&self.clients);
        match request.extensions().get::<RetryClass>() {
            Some(RetryClass::Safe) => &clients.safe,
            Some(RetryClass::Never) | None => &clients.never,
        }
    }

    /// Reads the body. Of a failure, what arrived is enough: its status says that the call failed.
    async fn read(&self, mut response: reqwest::Response) -> Result<Bytes, TransportError> {
        let is_success = response.status().is_success();
        let mut chunks = Chunks::default();
        loop {
            match self.chunk(&mut response, chunks.len()).await {
                Ok(Some(chunk)) => chunks.push(chunk),
                Err(error) if is_success => return Err(error),
                Ok(None) | Err(_) => return Ok(chunks.join()),
            }
        }
    }

    async fn chunk(&self, response: &mut reqwest::Response, before: usize) -> Result<Option<Bytes>, TransportError> {
        match response.chunk().await.map_err(failed)? {
            Some(chunk) if before + chunk.len() > self.most_bytes => {
                let message = format!("the answer is longer than the {} bytes allowed", self.most_bytes);
                Err(TransportError::new(TransportFailure::TooLarge, message))
            }
            chunk => Ok(chunk),
        }
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Bytes>) -> Sending<'_> {
        Box::pin(self.exchange(request))
    }
}

/// A body in pieces; usually there is one, which is not copied.
#[derive(Default)]
struct Chunks {
    first: Bytes,
    all: BytesMut,
}

impl Chunks {
    fn len(&self) -> usize {
        self.first.len() + self.all.len()
    }

    fn push(&mut self, chunk: Bytes) {
        if self.len() == 0 {
            self.first = chunk;
            return;
        }
        if self.all.is_empty() {
            self.all = BytesMut::from(std::mem::take(&mut self.first));
        }
        self.all.extend_from_slice(&chunk);
    }

    fn join(self) -> Bytes {
        if self.all.is_empty() { self.first } else { self.all.freeze() }
    }
}

fn is_plain_loopback(uri: &http::Uri) -> bool {
    uri.scheme() == Some(&http::uri::Scheme::HTTP) && uri.host().is_some_and(is_loopback)
}

/// Errors of reqwest print the URL, and the URL holds a signature: it is taken out.
fn failed(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    let (failure, message) = if error.is_connect() || error.is_builder() {
        (TransportFailure::NotSent, "no connection to the server")
    } else if error.is_timeout() {
        (TransportFailure::TimedOut, "no answer in time")
    } else if let Some(message) = unreadable(&error) {
        (TransportFailure::Unreadable, message)
    } else {
        (TransportFailure::Interrupted, "the connection broke before the answer was complete")
    };
    TransportError::new(failure, message).with_source(error)
}

/// What is wrong with an answer that arrived and cannot be read; `None` where it did not arrive.
fn unreadable(error: &reqwest::Error) -> Option<&'static str> {
    let mut is_of_http = false;
    let mut cause = error.source();
    while let Some(each) = cause {
        if let Some(of_http) = each.downcast_ref::<hyper::Error>() {
            is_of_http = true;
            if of_http.is_parse() {
                return Some("the answer is not HTTP: its head cannot be read");
            }
        }
        match each.downcast_ref::<io::Error>().map(io::Error::kind) {
            Some(io::ErrorKind::InvalidInput) if is_of_http => return Some("the body of the answer is not HTTP"),
            // The rest of what is compressed may have been lost on the way.
            Some(kind) if error.is_decode() && !is_of_http && kind != io::ErrorKind::UnexpectedEof => {
                return Some("the answer is not compressed as its `content-encoding` announces");
            }
            _ => {}
        }
        cause = each.source();
    }
    None
}
