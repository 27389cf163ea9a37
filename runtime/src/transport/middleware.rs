//! Closures around a transport: each sees every attempt and its answer.
//!
//! `ClientBuilder::middleware` wraps the transport with them. They are outside of the check that what leaves is what was
//! signed: they may add headers, but change nothing that was signed. See [`Seal::check`](super::Seal::check).

use std::future::Future;
use std::sync::Arc;

use http::{Request, Response};

use super::{Body, Sending, Transport, TransportError};

/// The rest of the way to the server. It is gone after one use: whether to repeat is the client's business.
#[must_use = "the request goes no further unless it is sent"]
pub struct Next(Arc<dyn Transport>);

impl Next {
    /// Passes the request on.
    ///
    /// # Errors
    /// There is no answer.
    pub async fn send(self, request: Request<Body>) -> Result<Response<Body>, TransportError> {
        self.0.send(request).await
    }
}

impl std::fmt::Debug for Next {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Next")
    }
}

/// A transport with a closure around it.
pub(crate) struct Middleware<F> {
    around: F,
    inner: Arc<dyn Transport>,
}

impl<F> Middleware<F> {
    /// Puts `around` around `inner`.
    pub(crate) fn new(around: F, inner: Arc<dyn Transport>) -> Self {
        Self { around, inner }
    }
}

impl<F, Answering> Transport for Middleware<F>
where
    F: Fn(Request<Body>, Next) -> Answering + Send + Sync + 'static,
    Answering: Future<Output = Result<Response<Body>, TransportError>> + Send + 'static,
{
    fn send(&self, request: Request<Body>) -> Sending<'_> {
        Box::pin((self.around)(request, Next(self.inner.clone())))
    }
}
