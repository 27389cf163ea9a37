//! A mock of an API, for tests of code that calls it.
//!
//! [`Mock`] is a transport: pass it to the builder of a client, and everything else works as usual, including signing.

#![doc = include_str!("testing.md")]

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode};

use crate::address::{AddressError, BaseUrl};
use crate::client::Api;
use crate::decode::to_untyped;
use crate::endpoint::Endpoint;
use crate::envelope::Envelope;
use crate::operation::Operation;
use crate::param::Received;
use crate::timer::{SystemTimer, Timer as _};
use crate::transport::{Body, MemoryTransport, Sending, Transport, TransportError, TransportFailure};
use crate::value::Timestamp;

/// A mock that answers calls of an API and records the requests. Clones share it.
#[derive(Clone)]
pub struct Mock {
    base_path: Arc<str>,
    envelope: Envelope,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    answers: Vec<(&'static Operation, Reaction)>,
    requests: Vec<Request<Bytes>>,
}

/// What a [`Mock`] does with a call.
#[derive(Clone, Debug)]
pub struct Reaction {
    answer: Result<(StatusCode, Bytes), TransportFailure>,
    delay: Duration,
}

impl Reaction {
    /// Answers with this status and body.
    pub fn answer(status: StatusCode, body: impl Into<Bytes>) -> Self {
        Self { answer: Ok((status, body.into())), delay: Duration::ZERO }
    }

    /// Fails without an answer.
    pub fn fail(failure: TransportFailure) -> Self {
        Self { answer: Err(failure), delay: Duration::ZERO }
    }

    /// Waits before answering or failing.
    #[must_use]
    pub fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }
}

impl Mock {
    /// Creates a mock of an API declared with `api!`.
    ///
    /// # Errors
    /// The base URL of the API is invalid.
    pub fn of<A: Api>() -> Result<Self, AddressError> {
        Self::new(A::BASE_URL, A::envelope())
    }

    /// Creates a mock of an API at this base URL, whose answers have this envelope.
    ///
    /// # Errors
    /// The base URL is invalid.
    pub fn new(base_url: &str, envelope: Envelope) -> Result<Self, AddressError> {
        let base_path = BaseUrl::new(base_url)?.path().into();
        Ok(Self { base_path, envelope, state: Arc::default() })
    }

    /// Sets the response to calls of an operation, in the envelope of the API. It replaces an earlier reaction.
    pub fn answer<E: Endpoint>(&self, response: &E::Response) -> &Self {
        let payload = to_untyped(response).unwrap_or_default();
        let steps = E::OPERATION.data().steps();
        let payload = steps.iter().rfold(payload, |inner, name| serde_json::json!({ *name: inner }));
        let body = self.envelope.write(&payload, Timestamp::now(), "mock").to_string();
        self.react::<E>(Reaction::answer(StatusCode::OK, body))
    }

    /// Sets the reaction to calls of an operation. It replaces an earlier one.
    pub fn react<E: Endpoint>(&self, reaction: Reaction) -> &Self {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.answers.retain(|(operation, _)| operation.name() != E::OPERATION.name());
        state.answers.push((E::OPERATION, reaction));
        drop(state);
        self
    }

    /// Returns the requests of an operation so far, including each attempt of a call, as the server would read them.
    pub fn requests<E: Endpoint>(&self) -> Vec<E> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let read = |request| E::parse(&self.received(E::OPERATION, request)?).ok();
        state.requests.iter().filter_map(read).collect()
    }

    /// Returns a request of this operation; `None` for another one.
    fn received<'r>(&self, operation: &'static Operation, request: &'r Request<Bytes>) -> Option<Received<'r>> {
        let is_method = request.method().as_str() == operation.method().as_str();
        is_method.then(|| Received::under(&self.base_path, operation, request).ok()).flatten()
    }

    fn reaction(&self, request: Request<Bytes>) -> Reaction {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let found = state.answers.iter().find(|(operation, _)| self.received(operation, &request).is_some());
        let unknown = || Reaction::answer(StatusCode::NOT_IMPLEMENTED, "this mock has no answer for the operation");
        let reaction = found.map_or_else(unknown, |(_, reaction)| reaction.clone());
        state.requests.push(request);
        reaction
    }
}

impl Transport for Mock {
    fn send(&self, request: Request<Body>) -> Sending<'_> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let bytes = body.into_bytes(usize::MAX).await?;
            let Reaction { answer, delay } = self.reaction(Request::from_parts(parts.clone(), bytes.clone()));
            if !delay.is_zero() {
                SystemTimer::new().wait(delay).await;
            }
            let answering = MemoryTransport::failing(move |_| match &answer {
                Ok((status, body)) => {
                    let mut answer = Response::new(Body::from(body.clone()));
                    *answer.status_mut() = *status;
                    Ok(answer)
                }
                Err(failure) => Err(TransportError::new(*failure, "the mock fails")),
            });
            answering.send(Request::from_parts(parts, Body::from(bytes))).await
        })
    }
}

/// Prints the requested paths, but no values: they may be secrets.
impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let paths: Vec<_> = state.requests.iter().map(|request| request.uri().path()).collect();
        f.debug_struct("Mock").field("asked", &paths).finish_non_exhaustive()
    }
}
