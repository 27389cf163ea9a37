//! Transports: what carries a request to a server and the answer back.
//!
//! A [`Transport`] is a value passed to the client: one over reqwest, one over hyper, one in memory, or a custom one.
//! It follows no redirects, adds no cookies and repeats nothing. Below all layers, the client checks with [`Seal`] that
//! what its transport receives is what was signed. A transport that alters requests itself checks again just before
//! sending.

mod body;
#[cfg(feature = "__http")]
mod http_client;
#[cfg(feature = "hyper")]
mod hyper;
mod memory;
mod middleware;
#[cfg(feature = "reqwest")]
mod reqwest;
mod seal;
#[cfg(all(feature = "__http", feature = "__tls"))]
mod tls;
#[cfg(feature = "tower")]
mod tower;

use std::fmt;
use std::future::Future;
use std::pin::Pin;

pub use self::body::Body;
#[cfg(feature = "hyper")]
pub use self::hyper::{HyperTransport, HyperTransportBuilder};
pub use self::memory::MemoryTransport;
pub(crate) use self::middleware::Middleware;
pub use self::middleware::Next;
#[cfg(feature = "reqwest")]
pub use self::reqwest::{ReqwestTransport, ReqwestTransportBuilder};
pub use self::seal::{AnsweredBy, Seal};
pub(crate) use self::seal::{Guarded, is_of_http, port};
#[cfg(feature = "tower")]
pub use self::tower::{ServiceTransport, TransportService};
use crate::address::BaseUrl;
use crate::error::{Error, ErrorKind};
use crate::printable::Printable;

/// The future of an answer.
pub type Sending<'t> = Pin<Box<dyn Future<Output = Result<http::Response<Body>, TransportError>> + Send + 't>>;

/// A carrier of requests.
///
/// The extensions of a request that a client sends contain its [`Seal`] and the
/// [`RetryClass`](crate::operation::RetryClass) of its operation. A transport that could follow a redirect puts
/// [`AnsweredBy`] into the extensions of the answer.
///
/// ```
/// use countersign::transport::{Body, MemoryTransport, Sending, Transport};
/// use countersign::{BaseUrl, Error, ErrorKind};
///
/// /// Sends to loopback addresses alone.
/// struct Local(MemoryTransport);
///
/// impl Transport for Local {
///     fn check(&self, base_url: &BaseUrl) -> Result<(), Error> {
///         if base_url.as_str().starts_with("http://127.0.0.1") {
///             return Ok(());
///         }
///         Err(Error::new(ErrorKind::Configuration, format!("{base_url} is not on this machine")))
///     }
///
///     fn send(&self, request: http::Request<Body>) -> Sending<'_> {
///         self.0.send(request)
///     }
/// }
///
/// let transport = Local(MemoryTransport::new(|_| http::Response::new("noon".into())));
/// assert!(transport.check(&BaseUrl::new("https://books.example")?).is_err());
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// let answer = transport.send(http::Request::get("http://127.0.0.1:8000/time").body(Body::empty())?).await?;
/// assert_eq!(answer.into_body().into_bytes(1024).await?, "noon");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Refuses a base URL that this transport cannot reach. It is called when a client is built. Defaults to accepting
    /// every base URL.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] if the transport cannot send to this base URL.
    fn check(&self, base_url: &BaseUrl) -> Result<(), Error> {
        let _ = base_url;
        Ok(())
    }

    /// Sends one request, once. The client drops the future, and with it the attempt, when the call's deadline has
    /// passed.
    fn send(&self, request: http::Request<Body>) -> Sending<'_>;
}

impl<T: Transport + ?Sized> Transport for std::sync::Arc<T> {
    fn check(&self, base_url: &BaseUrl) -> Result<(), Error> {
        (**self).check(base_url)
    }

    fn send(&self, request: http::Request<Body>) -> Sending<'_> {
        (**self).send(request)
    }
}

/// How far a request got that was not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportFailure {
    /// There was no connection; no byte of the request left.
    NotSent,
    /// The transport is misconfigured or was called in the wrong place; no byte of the request left.
    Configuration,
    /// The connection broke; the request may have arrived.
    Interrupted,
    /// There was no answer in time; the request may have arrived.
    TimedOut,
    /// The answer is longer than allowed.
    TooLarge,
    /// The request was changed after it was signed; it was not sent.
    Altered,
    /// The answer came from another URL than the one that was signed, or a layer sent something else or the same
    /// request again after it had left; it may have been carried out.
    Redirected,
    /// The answer is not HTTP, or is not compressed as it announces; the request may have been carried out.
    Unreadable,
}

impl TransportFailure {
    /// Returns the kind of the error of a request that may be sent again.
    pub(crate) const fn kind(self) -> ErrorKind {
        match self {
            Self::NotSent | Self::Interrupted => ErrorKind::Connect,
            Self::Configuration => ErrorKind::Configuration,
            Self::TimedOut => ErrorKind::Timeout,
            Self::TooLarge => ErrorKind::TooLarge,
            Self::Altered | Self::Redirected => ErrorKind::Altered,
            Self::Unreadable => ErrorKind::Decode,
        }
    }
}

/// An error of a transport that brought no answer. It never contains a URL.
#[derive(Debug)]
pub struct TransportError {
    failure: TransportFailure,
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl TransportError {
    /// Creates a failure, with a line that describes what happened.
    ///
    /// ```
    /// use countersign::transport::{TransportError, TransportFailure};
    ///
    /// let error = TransportError::new(TransportFailure::Interrupted, "the connection broke");
    /// assert_eq!(error.failure(), TransportFailure::Interrupted);
    /// ```
    pub fn new(failure: TransportFailure, message: impl Into<String>) -> Self {
        Self { failure, message: message.into(), source: None }
    }

    /// Sets the cause.
    ///
    /// ```
    /// use std::error::Error as _;
    /// use std::io;
    /// use countersign::transport::{TransportError, TransportFailure};
    ///
    /// let cause = io::Error::from(io::ErrorKind::ConnectionReset);
    /// let error = TransportError::new(TransportFailure::Interrupted, "the connection broke").with_source(cause);
    /// assert!(error.source().is_some_and(|source| source.is::<io::Error>()));
    /// ```
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Returns the cause alone.
    pub(crate) fn into_source(self) -> Option<Box<dyn std::error::Error + Send + Sync>> {
        self.source
    }

    /// Turns the error into that of a request that had left before.
    pub(crate) fn into_redirected(self) -> Self {
        Self { failure: TransportFailure::Redirected, ..self }
    }

    /// Returns how far the request got.
    ///
    /// ```
    /// use countersign::transport::{TransportError, TransportFailure};
    ///
    /// let error = TransportError::new(TransportFailure::NotSent, "no route to the host");
    /// assert_eq!(error.failure(), TransportFailure::NotSent);
    /// ```
    pub fn failure(&self) -> TransportFailure {
        self.failure
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Printable(&self.message))
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn std::error::Error + 'static))
    }
}
