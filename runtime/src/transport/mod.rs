//! What carries a request to a server and an answer back.
//!
//! A [`Transport`] is a value that the client is given: the reqwest transport, one in memory, or the user's own. It
//! follows no redirect, adds no cookie and repeats nothing. The client checks with [`Seal`], below all layers, that what
//! its transport is given is what was signed; a transport that alters requests itself checks again just before the wire.

mod body;
#[cfg(feature = "reqwest")]
mod http_client;
mod memory;
mod middleware;
mod seal;
#[cfg(feature = "__tls")]
mod tls;
#[cfg(feature = "tower")]
mod tower;

use std::fmt;
use std::future::Future;
use std::pin::Pin;

pub use self::body::Body;
#[cfg(feature = "reqwest")]
pub use self::http_client::{ReqwestTransport, ReqwestTransportBuilder};
pub use self::memory::MemoryTransport;
pub(crate) use self::middleware::Middleware;
pub use self::middleware::Next;
pub use self::seal::{AnsweredBy, Seal};
pub(crate) use self::seal::{Guarded, is_of_http};
#[cfg(feature = "tower")]
pub use self::tower::{ServiceTransport, TransportService};
use crate::address::BaseUrl;
use crate::error::Error;
use crate::printable::Printable;

/// The future of an answer.
pub type Sending<'t> = Pin<Box<dyn Future<Output = Result<http::Response<Body>, TransportError>> + Send + 't>>;

/// Carries requests.
///
/// The extensions of a request that a client sends contain its [`Seal`] and the
/// [`RetryClass`](crate::operation::RetryClass) of its operation. A transport that could follow a redirect puts
/// [`AnsweredBy`] into the extensions of the answer.
pub trait Transport: Send + Sync + 'static {
    /// Refuses a base URL that this transport cannot reach; it is called when a client is built. Defaults to accepting
    /// every one.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration): the transport cannot send to this base URL.
    fn check(&self, base_url: &BaseUrl) -> Result<(), Error> {
        let _ = base_url;
        Ok(())
    }

    /// Sends one request, once. The client drops the future when the call's deadline has passed, and with it the attempt.
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
    /// No connection: no byte of the request left.
    NotSent,
    /// The transport cannot send anything as it is set up or called; no byte of the request left.
    Configuration,
    /// The connection broke; the request may have arrived.
    Interrupted,
    /// No answer in time; the request may have arrived.
    TimedOut,
    /// The answer is longer than allowed.
    TooLarge,
    /// The request was changed after it was signed; it was not sent.
    Altered,
    /// The answer came from another URL than the one that was signed, or a layer sent something else or the same again
    /// after the request had left; it may have been carried out.
    Redirected,
    /// The answer is not HTTP, or is not compressed as it announces; the request may have been carried out.
    Unreadable,
}

/// Why a transport brought no answer. URLs are never part of it.
#[derive(Debug)]
pub struct TransportError {
    failure: TransportFailure,
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl TransportError {
    /// A failure with a line that says what happened.
    pub fn new(failure: TransportFailure, message: impl Into<String>) -> Self {
        Self { failure, message: message.into(), source: None }
    }

    /// Adds the cause.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The cause alone.
    pub(crate) fn into_source(self) -> Option<Box<dyn std::error::Error + Send + Sync>> {
        self.source
    }

    /// The same error of a request that had left before.
    pub(crate) fn into_redirected(self) -> Self {
        Self { failure: TransportFailure::Redirected, ..self }
    }

    /// How far the request got.
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
