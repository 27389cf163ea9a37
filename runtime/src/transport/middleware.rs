//! Middleware: closures around a transport, which see every attempt and its answer.
//!
//! `ClientBuilder::middleware` adds them. They sit outside of the check that what is sent is what was signed: they may
//! add headers, but not change anything that was signed. See [`Seal::check`](super::Seal::check).

use std::future::Future;
use std::sync::Arc;

use http::{Request, Response};

use super::{Body, Sending, Transport, TransportError};

/// The remaining path to the server. It can be used once: whether to repeat is decided by the client.
#[must_use = "the request is not sent unless `send` is called"]
pub struct Next(Arc<dyn Transport>);

impl Next {
    /// Passes the request on.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Envelope, endpoint};
    /// # /// Returns the time.
    /// # #[endpoint(GET, "/time", response = String)]
    /// # pub struct TellTime {}
    /// # let transport = MemoryTransport::new(|request| {
    /// #     assert_eq!(request.headers()["traceparent"], "00-4bf92f35-01");
    /// #     http::Response::new("\"noon\"".into())
    /// # });
    /// # let builder = Client::builder("https://clock.example", Scheme::none(), Envelope::none()).transport(transport);
    /// use countersign::Body;
    /// use countersign::transport::Next;
    /// use http::{HeaderValue, Request};
    ///
    /// let client: Client = builder
    ///     .middleware(|mut request: Request<Body>, next: Next| async move {
    ///         request.headers_mut().insert("traceparent", HeaderValue::from_static("00-4bf92f35-01"));
    ///         next.send(request).await
    ///     })
    ///     .build()?;
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// assert_eq!(*client.call(TellTime {}).await?, "noon");
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// No answer arrived.
    pub async fn send(self, request: Request<Body>) -> Result<Response<Body>, TransportError> {
        self.0.send(request).await
    }
}

impl std::fmt::Debug for Next {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Next")
    }
}

/// A transport wrapped in a closure.
pub(crate) struct Middleware<F> {
    around: F,
    inner: Arc<dyn Transport>,
}

impl<F> Middleware<F> {
    /// Wraps `inner` in `around`.
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
