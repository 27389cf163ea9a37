//! The transport over reqwest: TLS, gzip, time limits, a cap on answers; no redirects, no cookies, no retries.

use std::time::Duration;

use bytes::{Bytes, BytesMut};

use super::{Seal, Sending, Transport, TransportError, TransportFailure};
use crate::address::is_loopback;
use crate::error::{Error, ErrorKind};

/// Sends requests with reqwest.
///
/// They go through the proxy that the environment names (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY` and so on), except plain
/// `http` to a loopback address, which never leaves this machine.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    /// For what goes unencrypted to this machine, where the environment names a proxy: with it, such requests would leave.
    direct: Option<reqwest::Client>,
    timeout: Duration,
    most_bytes: usize,
}

/// Puts a [`ReqwestTransport`] together.
#[derive(Clone, Debug)]
#[must_use]
pub struct ReqwestTransportBuilder {
    connect_timeout: Duration,
    timeout: Duration,
    most_bytes: usize,
}

impl Default for ReqwestTransportBuilder {
    fn default() -> Self {
        Self { connect_timeout: Duration::from_secs(5), timeout: Duration::from_secs(30), most_bytes: 32 * 1024 * 1024 }
    }
}

impl ReqwestTransportBuilder {
    /// How long connecting may take; 5 s unless told.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long a call may take in all; 30 s unless told.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How many bytes an answer may have after decompression; 32 MiB unless told.
    pub fn most_bytes(mut self, bytes: usize) -> Self {
        self.most_bytes = bytes;
        self
    }

    /// The transport.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] when TLS cannot be set up on this machine.
    pub fn build(self) -> Result<ReqwestTransport, Error> {
        let failed = |error: reqwest::Error| {
            Error::new(ErrorKind::Configuration, "the HTTP client cannot be set up").with_source(error.without_url())
        };
        let client = self.client().build().map_err(failed)?;
        let has_proxy = PROXIES.iter().any(|name| std::env::var_os(name).is_some());
        let direct = has_proxy.then(|| self.client().no_proxy().build()).transpose().map_err(failed)?;
        Ok(ReqwestTransport { client, direct, timeout: self.timeout, most_bytes: self.most_bytes })
    }

    fn client(&self) -> reqwest::ClientBuilder {
        reqwest::Client::builder()
            .connect_timeout(self.connect_timeout)
            // A redirect would carry the signature to another place.
            .redirect(reqwest::redirect::Policy::none())
            // Whether a call may be repeated is the definition's to say.
            .retry(reqwest::retry::never())
            .user_agent(concat!("countersign/", env!("CARGO_PKG_VERSION")))
    }
}

/// Variables of the environment that name a proxy for plain HTTP.
const PROXIES: [&str; 4] = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];

impl ReqwestTransport {
    /// A transport with other limits than the usual.
    pub fn builder() -> ReqwestTransportBuilder {
        ReqwestTransportBuilder::default()
    }

    /// Sends with the user's own client: proxies, root certificates and connection limits are set there, also of requests
    /// to this machine. It should follow no redirects and retry nothing. An attempt may take 30 s, whatever that client
    /// says, and its answer have 32 MiB: see [`with_timeout`](Self::with_timeout) and [`with_most_bytes`](Self::with_most_bytes).
    ///
    /// ```no_run
    /// use countersign::transport::ReqwestTransport;
    ///
    /// let root = std::fs::read("company-root.pem")?;
    /// let own = reqwest::Client::builder()
    ///     .proxy(reqwest::Proxy::all("http://proxy.internal:3128")?)
    ///     .add_root_certificate(reqwest::Certificate::from_pem(&root)?)
    ///     .redirect(reqwest::redirect::Policy::none())
    ///     .retry(reqwest::retry::never())
    ///     .build()?;
    /// let transport = ReqwestTransport::with_client(own);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_client(client: reqwest::Client) -> Self {
        let ReqwestTransportBuilder { timeout, most_bytes, .. } = ReqwestTransportBuilder::default();
        Self { client, direct: None, timeout, most_bytes }
    }

    /// How long an attempt may take in all; 30 s unless told.
    #[must_use]
    pub fn with_timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// How many bytes an answer may have after decompression; 32 MiB unless told.
    #[must_use]
    pub fn with_most_bytes(self, bytes: usize) -> Self {
        Self { most_bytes: bytes, ..self }
    }

    async fn exchange(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        let seal = request.extensions().get::<Seal>().cloned();
        let body = request.body().clone();
        let client = self.direct.as_ref().filter(|_| is_plain_loopback(request.uri())).unwrap_or(&self.client);
        let mut request = reqwest::Request::try_from(request).map_err(failed)?;
        if let Some(seal) = seal {
            seal.check(request.method(), request.url().as_str(), request.headers(), &body)?;
        }
        *request.timeout_mut() = Some(self.timeout);
        let mut response = client.execute(request).await.map_err(failed)?;
        let mut answer = http::Response::new(Bytes::new());
        *answer.status_mut() = response.status();
        *answer.headers_mut() = std::mem::take(response.headers_mut());
        *answer.body_mut() = self.read(response).await?;
        Ok(answer)
    }

    async fn read(&self, mut response: reqwest::Response) -> Result<Bytes, TransportError> {
        let Some(first) = response.chunk().await.map_err(failed)? else { return Ok(Bytes::new()) };
        self.check_length(first.len())?;
        let Some(second) = response.chunk().await.map_err(failed)? else { return Ok(first) };
        let mut body = BytesMut::from(first);
        let mut next = Some(second);
        while let Some(chunk) = next {
            self.check_length(body.len() + chunk.len())?;
            body.extend_from_slice(&chunk);
            next = response.chunk().await.map_err(failed)?;
        }
        Ok(body.freeze())
    }

    fn check_length(&self, bytes: usize) -> Result<(), TransportError> {
        if bytes <= self.most_bytes {
            return Ok(());
        }
        let message = format!("the answer is longer than the {} bytes allowed", self.most_bytes);
        Err(TransportError::new(TransportFailure::TooLarge, message))
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Bytes>) -> Sending<'_> {
        Box::pin(self.exchange(request))
    }
}

fn is_plain_loopback(uri: &http::Uri) -> bool {
    uri.scheme() == Some(&http::uri::Scheme::HTTP) && uri.host().is_some_and(is_loopback)
}

/// Errors of reqwest print the URL, and the URL holds a signature: it is taken out.
fn failed(error: reqwest::Error) -> TransportError {
    let (failure, message) = if error.is_connect() || error.is_builder() {
        (TransportFailure::NotSent, "no connection to the server")
    } else if error.is_timeout() {
        (TransportFailure::TimedOut, "no answer in time")
    } else {
        (TransportFailure::Interrupted, "the connection broke before the answer was complete")
    };
    TransportError::new(failure, message).with_source(error.without_url())
}
