//! Opens connections: to the server itself, to a proxy, or through the tunnel of one, and TLS over each of them.

use std::error::Error as StdError;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::uri::Scheme;
use http::{HeaderMap, HeaderValue, Uri, header};
use hyper::rt::{Read, ReadBufCursor, Write};
#[cfg(feature = "__tls")]
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower_service::Service;

use crate::error::{Error, ErrorKind};
use crate::transport::http_client::{self, is_plain_loopback};
#[cfg(feature = "__tls")]
use crate::transport::tls::Tls;

type BoxError = Box<dyn StdError + Send + Sync>;
type Opening<T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send>>;

/// What opens plain connections to a proxy, or encrypted ones where its URL begins with `https`.
#[cfg(feature = "__tls")]
type ToProxy = HttpsConnector<HttpConnector>;
#[cfg(not(feature = "__tls"))]
type ToProxy = HttpConnector;

#[cfg(feature = "__tls")]
type Stream = MaybeHttpsStream<TokioIo<TcpStream>>;
#[cfg(not(feature = "__tls"))]
type Stream = TokioIo<TcpStream>;

/// Opens the connections of a client. Clones share it.
#[derive(Clone)]
pub(super) struct Connect(Arc<Settings>);

struct Settings {
    /// Encrypts what it reaches where the URL begins with `https`.
    #[cfg(feature = "__tls")]
    open: HttpsConnector<Reach>,
    #[cfg(not(feature = "__tls"))]
    open: Reach,
    proxies: Option<Arc<Proxies>>,
    timeout: Duration,
}

impl Connect {
    pub(super) fn new(proxies: Option<Proxies>, timeout: Duration, #[cfg(feature = "__tls")] tls: &Tls) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        // A peer that is gone without a word is noticed.
        tcp.set_keepalive(Some(Duration::from_secs(15)));
        tcp.set_keepalive_interval(Some(Duration::from_secs(15)));
        tcp.set_keepalive_retries(Some(3));
        let proxies = proxies.map(Arc::new);
        #[cfg(feature = "__tls")]
        let to_proxy = ToProxy::from((tcp.clone(), tls.to_proxy()));
        #[cfg(not(feature = "__tls"))]
        let to_proxy = tcp.clone();
        let open = Reach { tcp, to_proxy, proxies: proxies.clone() };
        #[cfg(feature = "__tls")]
        let open = HttpsConnector::from((open, tls.to_server()));
        Self(Arc::new(Settings { open, proxies, timeout }))
    }

    /// Returns the credentials of the proxy that reads this request, instead of passing it on in a tunnel.
    pub(super) fn credentials_in_request(&self, url: &Uri) -> Option<HeaderValue> {
        let proxies = self.0.proxies.as_ref().filter(|proxies| proxies.read_requests)?;
        if url.scheme() != Some(&Scheme::HTTP) {
            return None;
        }
        proxies.of(url)?.basic_auth().cloned()
    }
}

impl Service<Uri> for Connect {
    type Error = BoxError;
    #[cfg(feature = "__tls")]
    type Response = MaybeHttpsStream<Reached>;
    #[cfg(not(feature = "__tls"))]
    type Response = Reached;
    type Future = Opening<Self::Response>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, url: Uri) -> Self::Future {
        let (opening, timeout) = (self.0.open.clone().call(url), self.0.timeout);
        Box::pin(async move {
            match tokio::time::timeout(timeout, opening).await {
                Ok(opened) => opened,
                Err(_) => Err(io::Error::new(io::ErrorKind::TimedOut, format!("it took more than {timeout:?}")).into()),
            }
        })
    }
}

/// Opens the connection below the server's TLS.
#[derive(Clone)]
struct Reach {
    tcp: HttpConnector,
    to_proxy: ToProxy,
    proxies: Option<Arc<Proxies>>,
}

impl Reach {
    async fn open(mut self, url: Uri) -> Result<Reached, BoxError> {
        let Some(proxy) = self.proxies.as_ref().and_then(|proxies| proxies.of(&url)) else {
            let stream = self.tcp.call(url).await?;
            #[cfg(feature = "__tls")]
            let stream = Stream::Http(stream);
            return Ok(Reached { stream, is_proxy: false });
        };
        refuse_other_proxies(proxy.uri())?;
        if url.scheme() == Some(&Scheme::HTTP) {
            return Ok(Reached { stream: self.to_proxy.call(proxy.uri().clone()).await?, is_proxy: true });
        }
        let user_agent = HeaderValue::from_static(http_client::USER_AGENT);
        let mut tunnel = Tunnel::new(proxy.uri().clone(), self.to_proxy)
            .with_headers(HeaderMap::from_iter([(header::USER_AGENT, user_agent)]));
        if let Some(credentials) = proxy.basic_auth() {
            tunnel = tunnel.with_auth(credentials.clone());
        }
        Ok(Reached { stream: tunnel.call(url).await?, is_proxy: false })
    }
}

impl Service<Uri> for Reach {
    type Error = BoxError;
    type Future = Opening<Reached>;
    type Response = Reached;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, url: Uri) -> Opening<Reached> {
        Box::pin(self.clone().open(url))
    }
}

/// A connection to a server, or to a proxy that reads requests itself and is sent whole URLs.
pub(super) struct Reached {
    stream: Stream,
    is_proxy: bool,
}

impl Connection for Reached {
    /// Leaves out the addresses of the connection, which would be put into each answer.
    fn connected(&self) -> Connected {
        Connected::new().proxy(self.is_proxy)
    }
}

impl Read for Reached {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: ReadBufCursor<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl Write for Reached {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }
}

/// Which proxy a request goes through.
pub(super) struct Proxies {
    matcher: Matcher,
    /// Whether plain `http` to this machine bypasses them.
    spares_loopback: bool,
    /// Whether any of them reads requests of plain `http`, which is looked up once and not for each request.
    read_requests: bool,
}

impl Proxies {
    /// The proxies that the environment names.
    pub(super) fn of_environment() -> Self {
        Self::new(Matcher::from_env(), true)
    }

    fn new(matcher: Matcher, spares_loopback: bool) -> Self {
        let read_requests = matcher.intercept(&Uri::from_static("http://some.invalid/")).is_some();
        Self { matcher, spares_loopback, read_requests }
    }

    /// One proxy for everything.
    pub(super) fn explicit(url: &str) -> Result<Self, Error> {
        // The URL is not printed: it may contain a password.
        let refused = |what: &str| Error::new(ErrorKind::Configuration, format!("the proxy cannot be used: {what}"));
        let parsed = url.parse::<Uri>().map_err(|_| refused("expected a URL such as `http://proxy.internal:3128`"))?;
        refuse_other_proxies(&parsed).map_err(|error| refused(&error.to_string()))?;
        Ok(Self::new(Matcher::builder().all(url.to_owned()).build(), false))
    }

    fn of(&self, url: &Uri) -> Option<Intercept> {
        if self.spares_loopback && is_plain_loopback(url) { None } else { self.matcher.intercept(url) }
    }
}

/// Refuses proxies that are not HTTP, or that are encrypted where TLS is not compiled in.
fn refuse_other_proxies(url: &Uri) -> io::Result<()> {
    match url.scheme_str() {
        Some("http") => Ok(()),
        Some("https") if cfg!(feature = "__tls") => Ok(()),
        Some("https") => Err(io::Error::other(
            "its URL begins with `https`, and countersign was built without TLS: enable its feature `tls-aws-lc` or \
             `tls-ring`",
        )),
        _ => Err(io::Error::other("its URL must begin with `http://` or `https://`; SOCKS is not supported")),
    }
}
