//! The transport over reqwest: TLS, gzip, timeouts and a limit for answers, but no redirects, cookies or retries.

use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use reqwest::Url;

use super::http_client::{self, Chunks, is_plain_loopback};
use super::seal::url_change;
#[cfg(feature = "__tls")]
use super::tls::Tls;
use super::{AnsweredBy, Body, Seal, Sending, Transport, TransportError, TransportFailure};
#[cfg(not(feature = "__tls"))]
use crate::address::BaseUrl;
use crate::error::{Error, ErrorKind};
use crate::operation::RetryClass;

/// Sends requests with reqwest.
///
/// Requests go through the proxy that the environment names (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY` and so on), except
/// plain `http` to a loopback address, which never leaves this machine.
///
/// Calls that must not be repeated never travel on a connection that was idle: see
/// [`max_idle_never`](ReqwestTransportBuilder::max_idle_never).
///
/// A call needs a tokio runtime with timers and sockets; without one it fails with [`ErrorKind::Configuration`]. A
/// transport may be used on several runtimes, and keeps separate connections for each.
///
/// `https` needs the feature `tls-aws-lc`, which is on by default, or `tls-ring`; with both, aws-lc is used.
/// Certificates are verified by the operating system's rules. Nothing is installed process-wide.
#[derive(Clone)]
pub struct ReqwestTransport {
    shared: Arc<Shared>,
    timeout: Duration,
    max_bytes: usize,
}

struct Shared {
    factory: Factory,
    clients: http_client::Clients<Arc<Clients>>,
    /// The clients created when the transport was built, so that a wrong setting is reported there. The first runtime
    /// takes them.
    first: Mutex<Option<Clients>>,
    /// Where the last request went, read as a URL: most requests go to one host.
    origin: Mutex<Option<Url>>,
}

/// The clients of one runtime.
struct Clients {
    usual: Pools,
    /// For `http` to this machine if the environment names a proxy: through it, such requests would leave the machine.
    direct: Option<Pools>,
}

/// One client for each class of operations, because a reqwest client has one connection pool.
struct Pools {
    safe: reqwest::Client,
    never: reqwest::Client,
}

/// Configures and builds a [`ReqwestTransport`].
#[derive(Clone)]
#[must_use = "call `build` to create the transport"]
pub struct ReqwestTransportBuilder {
    /// The user's own settings for reqwest.
    configure: Option<Arc<Configure>>,
    #[cfg(feature = "__tls")]
    roots: Vec<Vec<u8>>,
    connect_timeout: Option<Duration>,
    timeout: Duration,
    max_bytes: usize,
    max_idle_never: usize,
}

type Configure = dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync;

impl ReqwestTransportBuilder {
    /// Configures reqwest beyond what this builder offers, such as proxies or a resolver.
    ///
    /// The function receives a builder with the defaults of this transport. It is called once for each class of
    /// operations and each runtime, since each of them has its own connection pool. Whatever it sets, redirects are not
    /// followed, nothing is repeated, and connections of calls that must not be repeated are not kept. The timeout and
    /// the limit for answers are those of this builder. A proxy that it leaves in place also receives `http` requests
    /// to this machine. It must not set a cookie store: reqwest adds cookies after requests have been checked.
    ///
    /// This transport configures TLS, and reqwest ignores its own TLS settings: see
    /// [`root_certificates`](Self::root_certificates). To use another TLS configuration, such as one with a client
    /// certificate, pass it to `tls_backend_preconfigured`.
    ///
    /// ```
    /// use countersign::transport::ReqwestTransport;
    ///
    /// let proxy = reqwest::Proxy::all("http://proxy.internal:3128")?;
    /// let transport = ReqwestTransport::builder().configure(move |reqwest| reqwest.proxy(proxy.clone())).build()?;
    /// # let _ = transport;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn configure(
        mut self,
        configure: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        self.configure = Some(Arc::new(configure));
        self
    }

    /// Trusts these certificates, in PEM, in addition to those that the operating system trusts.
    ///
    /// ```no_run
    /// use countersign::transport::ReqwestTransport;
    ///
    /// let transport = ReqwestTransport::builder().root_certificates(std::fs::read("company-root.pem")?).build()?;
    /// # let _ = transport;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "__tls")]
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.roots.push(pem.into());
        self
    }

    /// Limits how long connecting may take. Defaults to 5 s.
    ///
    /// ```
    /// use std::time::Duration;
    /// use countersign::transport::ReqwestTransport;
    ///
    /// let transport = ReqwestTransport::builder().connect_timeout(Duration::from_secs(2)).build()?;
    /// # drop(transport);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// Limits how long an attempt may take in all. Defaults to 30 s.
    ///
    /// ```
    /// use std::time::Duration;
    /// use countersign::transport::ReqwestTransport;
    ///
    /// let transport = ReqwestTransport::builder().timeout(Duration::from_secs(10)).build()?;
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
    /// use countersign::transport::ReqwestTransport;
    ///
    /// let transport = ReqwestTransport::builder().max_bytes(1024 * 1024).build()?;
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
    /// use countersign::transport::ReqwestTransport;
    ///
    /// let transport = ReqwestTransport::builder().max_idle_never(4).build()?;
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
    /// use countersign::transport::ReqwestTransport;
    ///
    /// let transport = ReqwestTransport::builder().max_bytes(1024 * 1024).build()?;
    /// # drop(transport);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] if TLS cannot be set up on this machine, or reqwest refuses a setting.
    pub fn build(self) -> Result<ReqwestTransport, Error> {
        let (timeout, max_bytes) = (self.timeout, self.max_bytes);
        #[cfg(feature = "__tls")]
        let tls = Tls::new(&self.roots)?;
        let factory = Factory {
            #[cfg(feature = "__tls")]
            tls,
            settings: self,
        };
        let first = factory.clients().map_err(|error| {
            Error::new(ErrorKind::Configuration, "the HTTP client cannot be set up").with_source(error.without_url())
        })?;
        let shared = Shared {
            factory,
            clients: http_client::Clients::new(),
            first: Mutex::new(Some(first)),
            origin: Mutex::default(),
        };
        Ok(ReqwestTransport { shared: Arc::new(shared), timeout, max_bytes })
    }
}

/// Creates the clients of a runtime.
struct Factory {
    #[cfg(feature = "__tls")]
    tls: Tls,
    settings: ReqwestTransportBuilder,
}

impl Factory {
    fn clients(&self) -> reqwest::Result<Clients> {
        let has_proxy =
            self.settings.configure.is_none() && PROXIES.iter().any(|name| std::env::var_os(name).is_some());
        let direct = has_proxy.then(|| self.pools(reqwest::ClientBuilder::no_proxy)).transpose()?;
        Ok(Clients { usual: self.pools(|builder| builder)?, direct })
    }

    fn pools(&self, finish: fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder) -> reqwest::Result<Pools> {
        let never = self.client().pool_max_idle_per_host(self.settings.max_idle_never);
        Ok(Pools { safe: finish(self.client()).build()?, never: finish(never).build()? })
    }

    fn client(&self) -> reqwest::ClientBuilder {
        let builder = reqwest::Client::builder()
            .connect_timeout(http_client::CONNECT_TIMEOUT)
            .user_agent(http_client::USER_AGENT);
        #[cfg(feature = "__tls")]
        let builder = self.tls.put_on(builder);
        let builder = match &self.settings.configure {
            Some(configure) => configure(builder),
            None => builder,
        };
        let builder = match self.settings.connect_timeout {
            Some(timeout) => builder.connect_timeout(timeout),
            None => builder,
        };
        builder
            // A redirect would carry the signature to another place.
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            // The definition decides whether a call may be repeated.
            .retry(reqwest::retry::never())
            .timeout(self.settings.timeout)
    }
}

impl Default for ReqwestTransportBuilder {
    fn default() -> Self {
        Self {
            configure: None,
            #[cfg(feature = "__tls")]
            roots: Vec::new(),
            connect_timeout: None,
            timeout: http_client::TIMEOUT,
            max_bytes: http_client::MAX_BYTES,
            max_idle_never: 0,
        }
    }
}

impl fmt::Debug for ReqwestTransportBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("timeout", &self.timeout)
            .field("max_bytes", &self.max_bytes)
            .field("max_idle_never", &self.max_idle_never)
            .finish_non_exhaustive()
    }
}

/// Leaves out reqwest's clients: they print the values of the user's default headers.
impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport")
            .field("timeout", &self.timeout)
            .field("max_bytes", &self.max_bytes)
            .finish_non_exhaustive()
    }
}

/// Environment variables that name a proxy for plain HTTP.
const PROXIES: [&str; 4] = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];

impl ReqwestTransport {
    /// Returns a builder, for settings other than the defaults.
    ///
    /// ```
    /// use std::time::Duration;
    /// use countersign::scheme::Scheme;
    /// use countersign::transport::ReqwestTransport;
    /// use countersign::{Client, Envelope};
    ///
    /// let transport = ReqwestTransport::builder().connect_timeout(Duration::from_secs(2)).build()?;
    /// let builder = Client::builder("https://books.example", Scheme::none(), Envelope::none());
    /// let client: Client = builder.transport(transport).build()?;
    /// # drop(client);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn builder() -> ReqwestTransportBuilder {
        ReqwestTransportBuilder::default()
    }

    /// Starts a request, unless it is not what was signed.
    fn start(
        &self,
        request: http::Request<Body>,
        body: Bytes,
    ) -> Result<impl Future<Output = reqwest::Result<reqwest::Response>> + use<>, TransportError> {
        let clients = self.shared.clients()?;
        let pools = clients.direct.as_ref().filter(|_| is_plain_loopback(request.uri())).unwrap_or(&clients.usual);
        let client = match request.extensions().get::<RetryClass>() {
            Some(RetryClass::Safe) => &pools.safe,
            // A request that is not marked as repeatable is not repeated.
            Some(RetryClass::Never) | None => &pools.never,
        };
        let (parts, _) = request.into_parts();
        let url = self.shared.url(&parts.uri)?;
        if let Some(seal) = parts.extensions.get::<Seal>() {
            seal.check(&parts.method, url.as_str(), &parts.headers, &body)?;
        }
        let mut request = reqwest::Request::new(parts.method, url);
        *request.headers_mut() = parts.headers;
        *request.body_mut() = Some(body.into());
        Ok(client.execute(request))
    }

    async fn exchange(&self, request: &mut http::Request<Body>) -> Result<http::Response<Body>, TransportError> {
        let body = std::mem::take(request.body_mut()).into_bytes(usize::MAX).await?;
        let url = request.uri().clone();
        let mut response = self.start(std::mem::take(request), body)?.await.map_err(failed)?;
        if response.version() < http::Version::HTTP_10 {
            return Err(TransportError::new(TransportFailure::Unreadable, "the answer is not HTTP"));
        }
        // reqwest writes some URLs differently, such as those with a `\` in their path.
        let is_other = |read: Url| read != *response.url();
        if url_change(response.url().as_str(), &url).is_some() && Url::parse(&url.to_string()).is_ok_and(is_other) {
            return Err(TransportError::new(TransportFailure::Redirected, "the HTTP client followed a redirect"));
        }
        let bytes = self.read(&mut response).await?;
        let mut answer = http::Response::new(Body::from(bytes));
        *answer.status_mut() = response.status();
        *answer.headers_mut() = std::mem::take(response.headers_mut());
        answer.extensions_mut().insert(AnsweredBy(url));
        Ok(answer)
    }

    /// Reads the body. For a failure, a truncated body is enough: its status reports that the call failed.
    async fn read(&self, response: &mut reqwest::Response) -> Result<Bytes, TransportError> {
        let is_success = response.status().is_success();
        let mut chunks = Chunks::new(self.max_bytes);
        loop {
            let chunk = response.chunk().await.map_err(failed);
            match chunk.and_then(|chunk| chunk.map(|chunk| chunks.push(chunk)).transpose()) {
                Ok(Some(())) => {}
                Err(error) if is_success => return Err(error),
                Ok(None) | Err(_) => return Ok(chunks.join()),
            }
        }
    }
}

impl Shared {
    /// Returns the clients of the current runtime.
    fn clients(&self) -> Result<Arc<Clients>, TransportError> {
        self.clients.get(|| match self.first.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(clients) => Ok(Arc::new(clients)),
            None => self.factory.clients().map(Arc::new).map_err(|error| {
                let message = "the HTTP client cannot be set up for another runtime";
                TransportError::new(TransportFailure::Configuration, message).with_source(error.without_url())
            }),
        })
    }

    /// Reads a URL as reqwest does. What is before the path is not read again for the host of the last request.
    fn url(&self, uri: &http::Uri) -> Result<Url, TransportError> {
        let mut last = self.origin.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(url) = last.as_ref().and_then(|origin| join(origin, uri)) {
            return Ok(url);
        }
        let url = Url::parse(&uri.to_string()).map_err(|error| {
            TransportError::new(TransportFailure::NotSent, "the HTTP client cannot send such a URL").with_source(error)
        })?;
        *last = url.join("/").ok();
        Ok(url)
    }
}

/// Returns the URL, if its text begins with that of `origin`. A path that begins with `//` or `/\` would be read as a
/// host.
fn join(origin: &Url, uri: &http::Uri) -> Option<Url> {
    let rest = origin.as_str().strip_prefix(uri.scheme_str()?)?.strip_prefix("://")?;
    let path = uri.path_and_query()?.as_str();
    let is_origin = rest.strip_prefix(uri.authority()?.as_str()) == Some("/");
    let names_host = path.strip_prefix('/').is_none_or(|rest| rest.starts_with(['/', '\\']));
    if is_origin && !names_host { origin.join(path).ok() } else { None }
}

impl Transport for ReqwestTransport {
    /// Refuses `https` if TLS is not compiled in, unless the user configured reqwest.
    #[cfg(not(feature = "__tls"))]
    fn check(&self, base_url: &BaseUrl) -> Result<(), Error> {
        if self.shared.factory.settings.configure.is_some() { Ok(()) } else { http_client::refuse_https(base_url) }
    }

    fn send(&self, mut request: http::Request<Body>) -> Sending<'_> {
        Box::pin(async move { self.exchange(&mut request).await })
    }
}

/// Converts an error of reqwest. Such errors print the URL, which contains a signature: only host and port are kept.
fn failed(error: reqwest::Error) -> TransportError {
    let server = error.url().and_then(|url| Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?)));
    let error = error.without_url();
    if error.is_connect() || error.is_builder() {
        return http_client::no_connection(server.as_deref().unwrap_or("the server"), error);
    }
    if error.is_timeout() {
        return http_client::timed_out().with_source(error);
    }
    let of_body = error.is_decode();
    http_client::broken(error, of_body)
}
