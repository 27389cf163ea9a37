//! tower, in both directions: a service as the client's transport, and a transport as a service.
//!
//! The feature `tower` adds `tower-service` and `tower-layer`, nothing else. A layer must not send a request twice: the
//! client's retry policy decides what may be repeated.

use std::error::Error as StdError;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use http::{Request, Response};
use tower_service::Service;

use super::{Body, Sending, Transport, TransportError, TransportFailure};

type Answering = Pin<Box<dyn Future<Output = Result<Response<Body>, TransportError>> + Send>>;

/// A transport as a tower service. Clones share it.
#[derive(Clone)]
pub struct TransportService(Arc<dyn Transport>);

impl TransportService {
    /// Creates a service that sends through this transport.
    ///
    /// ```
    /// use countersign::transport::{Body, MemoryTransport, TransportService};
    /// use http::{Request, Response};
    /// use tower::ServiceExt as _;
    ///
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let service = TransportService::new(MemoryTransport::new(|_| Response::new("noon".into())));
    /// let answer = service.oneshot(Request::get("https://clock.example/time").body(Body::empty())?).await?;
    /// assert_eq!(answer.into_body().into_bytes(1024).await?, "noon");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(transport: impl Transport) -> Self {
        Self(Arc::new(transport))
    }
}

impl Service<Request<Body>> for TransportService {
    type Error = TransportError;
    type Future = Answering;
    type Response = Response<Body>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let transport = self.0.clone();
        Box::pin(async move { transport.send(request).await })
    }
}

impl fmt::Debug for TransportService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TransportService")
    }
}

/// A tower service as a transport. Each request goes to a clone of the service.
///
/// A service that does not become ready has received nothing, which is [`TransportFailure::NotSent`] even if it reports
/// a failure of earlier requests. An error of its answer that is a [`TransportError`], or has one among its causes,
/// keeps its meaning. For any other error, it is not known whether the request left, so it counts as
/// [`TransportFailure::Interrupted`].
pub struct ServiceTransport<S> {
    // Services are often `Send` but not `Sync`; cloning one is short.
    service: Mutex<S>,
}

impl<S> ServiceTransport<S> {
    /// Creates a transport that sends through this service.
    ///
    /// ```
    /// use std::convert::Infallible;
    /// use countersign::transport::{Body, ServiceTransport, Transport};
    /// use http::{Request, Response};
    /// use tower::service_fn;
    ///
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let service = service_fn(|_: Request<Body>| async { Ok::<_, Infallible>(Response::new(Body::from("noon"))) });
    /// let transport = ServiceTransport::new(service);
    /// let answer = transport.send(Request::get("https://clock.example/time").body(Body::empty())?).await?;
    /// assert_eq!(answer.into_body().into_bytes(1024).await?, "noon");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(service: S) -> Self {
        Self { service: Mutex::new(service) }
    }
}

impl<S> Transport for ServiceTransport<S>
where
    S: Service<Request<Body>, Response = Response<Body>> + Clone + Send + 'static,
    S::Error: Into<Box<dyn StdError + Send + Sync>>,
    S::Future: Send,
{
    fn send(&self, request: Request<Body>) -> Sending<'_> {
        let mut service = self.service.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            let ready = poll_fn(|context| service.poll_ready(context)).await;
            ready.map_err(|error| not_ready(error.into()))?;
            service.call(request).await.map_err(|error| failed(error.into()))
        })
    }
}

impl<S> fmt::Debug for ServiceTransport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ServiceTransport")
    }
}

fn not_ready(error: Box<dyn StdError + Send + Sync>) -> TransportError {
    TransportError::new(TransportFailure::NotSent, "the service around the transport is not ready").with_source(error)
}

/// Converts the error of a layer, or of the transport under it, which knows better how far the request got.
fn failed(error: Box<dyn StdError + Send + Sync>) -> TransportError {
    let error = match error.downcast::<TransportError>() {
        Ok(error) => return *error,
        Err(error) => error,
    };
    let mut cause = error.source();
    let mut failure = TransportFailure::Interrupted;
    while let Some(each) = cause {
        if let Some(transport) = each.downcast_ref::<TransportError>() {
            failure = transport.failure();
        }
        cause = each.source();
    }
    TransportError::new(failure, "a layer around the transport failed").with_source(error)
}
