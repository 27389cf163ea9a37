//! One call with all its attempts: wait for a permit, sign, send, read, and repeat if that may help.
//!
//! Called by `Call`. It is not generic: a closure of the caller reads the answer. What a failure means is decided in
//! `outcome.rs`, whether to repeat it in `retry`. A call that is dropped before it ends is reported from here.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use tracing::{Instrument as _, Span};

use super::headers::Headers;
use super::{Client, Shared, idempotency, outcome, redirect, spans, unreadable};
use crate::auth::{Auth, Credentials, SigningTrace};
use crate::decode::Drift;
use crate::doctor;
use crate::endpoint::DynEndpoint;
use crate::envelope::{Answer, Envelope};
use crate::error::{Error, ErrorKind, Outcome};
use crate::limit::{LimitError, LimitRequest};
use crate::operation::{Operation, RetryClass};
use crate::param::Changes;
use crate::prepare::Prepared;
use crate::retry::RetryPolicy;
use crate::secret::Secret;
use crate::timer::within;
use crate::transport::{Seal, Sending, Transport, TransportError, TransportFailure};

/// The settings in which a call differs from its client.
#[derive(Clone, Default)]
pub(super) struct Options {
    pub(super) retry: Option<RetryPolicy>,
    pub(super) deadline: Option<Duration>,
    pub(super) limit_wait: Option<Duration>,
    pub(super) headers: Headers,
    pub(super) changes: Changes,
    pub(super) credentials: Option<Arc<Credentials>>,
}

/// Reads an answer, keeps the value, and returns the drift that it contained.
pub(super) type Read<'r> = dyn FnMut(&Envelope, &Answer) -> Result<Vec<Drift>, Error> + Send + 'r;

/// A call in progress.
struct Exchange<'c> {
    client: &'c Client,
    operation: &'static Operation,
    options: &'c Options,
    span: Span,
    stage: Stage,
    /// When it began, by the client's timer.
    start: Duration,
    attempts: u32,
    /// How long it has waited for permits from the limiters.
    waited: Duration,
    /// Whether credentials were refused: others are tried once per call.
    is_refused: bool,
}

/// How far a call has got.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Nothing is in flight: the call waits for a permit or for its next attempt.
    Waiting,
    /// An attempt is in flight.
    InFlight,
    /// The call has ended, with an answer or an error.
    Over,
}

impl Stage {
    /// Returns whether a call that is dropped now may have been carried out. Before an attempt of a call that must not
    /// be repeated, nothing has left.
    pub(super) fn is_open(self, operation: &Operation) -> bool {
        self == Self::InFlight && operation.retry() == RetryClass::Never
    }
}

/// Reports a call whose future is dropped, or that ends in a panic: there is no other way to report it.
impl Drop for Exchange<'_> {
    fn drop(&mut self) {
        if self.stage == Stage::Over {
            return;
        }
        spans::abandon_call(&self.span, self.operation, self.attempts, self.stage);
        #[cfg(feature = "metrics")]
        crate::metrics::call_abandoned(self.operation, self.stage == Stage::InFlight);
    }
}

impl Client {
    /// Makes a call.
    pub(super) async fn exchange(
        &self,
        request: &dyn DynEndpoint,
        options: &Options,
        read: &mut Read<'_>,
    ) -> Result<(), Error> {
        let operation = request.operation();
        let (filled, key) = idempotency::key(self, request, options);
        let options = filled.as_deref().unwrap_or(options);
        let start = self.shared.timer.elapsed();
        let span = spans::call(operation);
        let mut exchange = Exchange {
            client: self,
            operation,
            options,
            span: span.clone(),
            stage: Stage::Waiting,
            start,
            attempts: 0,
            waited: Duration::ZERO,
            is_refused: false,
        };
        let result = pin!(exchange.run(request, read)).instrument(span.clone()).await;
        exchange.stage = Stage::Over;
        let result = result.map_err(|error| {
            let error = idempotency::explained(operation, key, error.with_operation(operation));
            error.with_attempts(exchange.attempts, exchange.elapsed())
        });
        spans::end_call(&span, exchange.attempts, result.as_ref().err());
        #[cfg(feature = "metrics")]
        crate::metrics::call_ended(operation, result.as_ref().err(), exchange.elapsed());
        result
    }

    /// Sends a prepared request once and returns the answer as it arrived. No limiter is asked, nothing is repeated,
    /// and the answer is not read.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Credentials, Envelope, endpoint};
    /// # /// Returns the titles of all books.
    /// # #[endpoint(GET, "/titles", response = Vec<String>)]
    /// # pub struct Titles {
    /// #     /// The language.
    /// #     pub language: Option<String>,
    /// # }
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// # let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
    /// #     .credentials(Credentials::of_secret("token")?)
    /// #     .transport(MemoryTransport::new(|_| http::Response::new(r#"["Faust", "Emma"]"#.into())))
    /// #     .build()?;
    /// # let request = Titles { language: None };
    /// let prepared = client.prepare(&request)?;
    /// let answer = client.send_once(&prepared).await?;
    /// assert_eq!(answer.status, 200);
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// No answer arrived within the client's deadline.
    pub async fn send_once(&self, prepared: &Prepared) -> Result<Answer, Error> {
        let Prepared { request, trace } = prepared;
        let deadline = self.shared.deadline;
        let bounds = Bounds { remaining: deadline, deadline, max_bytes: usize::MAX };
        let (sending, seal) = pass(&*self.shared.transport, trace.operation().retry(), request.clone());
        let sent = self.send(sending, &seal, bounds).await;
        sent.map_err(|error| outcome::unanswered(trace.operation(), Some(trace), error))
    }

    /// Waits for the answer to a request that was passed to a transport, within the bounds.
    pub(super) async fn send(
        &self,
        sending: Sending<'_>,
        seal: &Seal,
        Bounds { remaining, deadline, max_bytes }: Bounds,
    ) -> Result<Answer, TransportError> {
        let sending = async {
            let (parts, body) = seal.check_answer(sending.await?)?.into_parts();
            // Of a failure, the status says more than how long its body is.
            let max_bytes = if parts.status.is_success() { max_bytes } else { usize::MAX };
            Ok(http::Response::from_parts(parts, body.into_bytes(max_bytes).await?))
        };
        let sent = within(&*self.shared.timer, remaining, pin!(sending)).await.unwrap_or_else(|| {
            let message = format!("no answer within the call's deadline of {deadline:?}");
            Err(TransportError::new(TransportFailure::TimedOut, message))
        });
        match sent {
            Ok(answer) => Ok(Answer { url: Some(seal.request().uri().clone()), ..Answer::from(answer) }),
            // A layer was stopped from sending more, but what it had sent before may have arrived.
            Err(error) if error.failure() == TransportFailure::Altered && seal.has_left() => {
                Err(error.into_redirected())
            }
            Err(error) => Err(error),
        }
    }
}

/// Seals a request and passes it to a transport.
pub(super) fn pass(transport: &dyn Transport, retry: RetryClass, request: http::Request<Bytes>) -> (Sending<'_>, Seal) {
    let (mut request, seal) = Seal::put_on(request);
    request.extensions_mut().insert(retry);
    (transport.send(request), seal)
}

/// How long an answer may take, and how long it may be.
pub(super) struct Bounds {
    /// What is left of the deadline.
    pub(super) remaining: Duration,
    pub(super) deadline: Duration,
    pub(super) max_bytes: usize,
}

impl Exchange<'_> {
    fn shared(&self) -> &Shared {
        &self.client.shared
    }

    fn elapsed(&self) -> Duration {
        self.shared().timer.elapsed().saturating_sub(self.start)
    }

    fn deadline(&self) -> Duration {
        self.options.deadline.unwrap_or(self.shared().deadline)
    }

    fn remaining(&self) -> Duration {
        self.deadline().saturating_sub(self.elapsed())
    }

    fn policy(&self) -> &RetryPolicy {
        self.options.retry.as_ref().unwrap_or(&self.shared().retry)
    }

    async fn run(&mut self, request: &dyn DynEndpoint, read: &mut Read<'_>) -> Result<(), Error> {
        let mut last = None;
        let own_headers = self.options.headers.over(&self.shared().headers)?;
        let headers = own_headers.as_ref();
        loop {
            let (credentials, number) = match self.credentials().await {
                Ok(numbered) => numbered,
                Err(error) => return Err(last.unwrap_or(error)),
            };
            let prepared = match self.admit(request, (headers, &self.options.changes), &credentials).await {
                Ok(prepared) => prepared,
                // The error of the previous attempt says more than the reason why there is no other.
                Err(error) => return Err(last.unwrap_or(error)),
            };
            self.attempts += 1;
            let span = spans::attempt(&prepared.request, self.operation, self.attempts);
            #[cfg(feature = "metrics")]
            let start = self.elapsed();
            self.stage = Stage::InFlight;
            let result =
                pin!(self.attempt((request, headers), prepared, &credentials, read)).instrument(span.clone()).await;
            self.stage = Stage::Waiting;
            spans::end_attempt(&span, result.as_ref().map(|status| *status));
            #[cfg(feature = "metrics")]
            crate::metrics::attempt_ended(self.operation, result.as_ref().err(), self.elapsed().saturating_sub(start));
            let error = match result {
                Ok(_) => {
                    self.policy().earn();
                    return Ok(());
                }
                Err(error) => error,
            };
            if self.is_outdated(&error, number) {
                self.is_refused = true;
                if self.operation.retry() != RetryClass::Safe {
                    // Nothing was carried out, so the same call may be made again with other credentials.
                    return Err(error.into_retryable(true));
                }
                last = Some(error);
                continue;
            }
            let Some(wait) = self.wait_after(&error) else { return Err(error) };
            spans::repeats(self.attempts, wait, &error);
            self.shared().timer.wait(wait).await;
            last = Some(error);
        }
    }

    /// Waits until all limiters have a permit. The request is encoded first, so that an invalid parameter costs no
    /// permit, and signed again after a wait, because the signature may cover the time.
    async fn admit(
        &mut self,
        request: &dyn DynEndpoint,
        (headers, changes): (Option<&HeaderMap>, &Changes),
        credentials: &Credentials,
    ) -> Result<Box<Prepared>, Error> {
        let client = self.client;
        let headers = headers.unwrap_or(&client.shared.headers);
        let prepare = || client.prepare_with(None, (headers, changes), credentials, request).map(Box::new);
        let prepared = prepare()?;
        let mut has_waited = false;
        for limiter in &self.client.shared.limiters {
            let remaining = self.remaining();
            let most = self.options.limit_wait.or(self.shared().limit_wait);
            let patience = most.map_or(remaining, |most| most.saturating_sub(self.waited)).min(remaining);
            let limited = LimitRequest::new(credentials.key_id(), self.operation, patience);
            let decision = within(&*self.shared().timer, remaining, limiter.reserve(limited)).await;
            let wait = decision.ok_or_else(|| self.too_late("the rate limiter did not answer"))?.map_err(refused)?;
            if !wait.is_zero() {
                spans::limited(wait);
                #[cfg(feature = "metrics")]
                crate::metrics::limiter_waits(self.operation, wait);
                self.shared().timer.wait(wait).await;
                self.waited = self.waited.saturating_add(wait);
                has_waited = true;
            }
        }
        // A request without time for its answer is better not sent at all.
        if self.remaining().is_zero() {
            return Err(self.too_late("nothing was sent"));
        }
        if has_waited { prepare() } else { Ok(prepared) }
    }

    /// Makes one attempt, with the redirects that it follows, and returns the status of the answer.
    async fn attempt(
        &mut self,
        (request, headers): (&dyn DynEndpoint, Option<&HeaderMap>),
        mut prepared: Box<Prepared>,
        credentials: &Credentials,
        read: &mut Read<'_>,
    ) -> Result<http::StatusCode, Error> {
        let mut seen = Vec::new();
        let (answer, seal) = loop {
            let bounds = Bounds { remaining: self.remaining(), deadline: self.deadline(), max_bytes: usize::MAX };
            let sealed = std::mem::take(&mut prepared.request);
            let (sending, seal) = pass(&*self.shared().transport, self.operation.retry(), sealed);
            let sent = self.client.send(sending, &seal, bounds).await;
            let answer = sent.map_err(|error| outcome::unanswered(self.operation, Some(&prepared.trace), error))?;
            let Some(turned) = redirect::next(self.operation, seal.request(), &answer, &mut seen)? else {
                break (answer, seal);
            };
            let changes = self.options.changes.redirected(turned);
            prepared = self.admit(request, (headers, &changes), credentials).await?;
        };
        let shared = self.shared();
        let read = read(&shared.envelope, &answer)
            .map_err(|error| self.explained(error, read, &answer, (&prepared.trace, seal.request()), credentials));
        let noted =
            read.and_then(|drift| if drift.is_empty() { Ok(()) } else { self.note(credentials, &answer, &drift) });
        noted.map_err(|error| self.client.judged(error, prepared.trace))?;
        Ok(answer.status)
    }

    /// Records the drift of an answer.
    fn note(&self, credentials: &Credentials, answer: &Answer, drift: &[Drift]) -> Result<(), Error> {
        let Shared { drift: ledger, envelope, .. } = self.shared();
        ledger.note(self.operation, envelope, &self.secrets(credentials), answer, drift)
    }

    /// Completes an error with the reason why the answer cannot be read and with the doctor's findings. An answer that
    /// repeats a secret is read again with the secret overwritten, so that no printed part contains it; the body
    /// stays as it arrived.
    fn explained(
        &self,
        error: Error,
        read: &mut Read<'_>,
        answer: &Answer,
        (trace, request): (&SigningTrace, &http::Request<Bytes>),
        credentials: &Credentials,
    ) -> Error {
        let shared = self.shared();
        let (masked, outcome) = (answer.without_secrets(&self.secrets(credentials)), error.outcome());
        let error = match &masked {
            Some(masked) => read(&shared.envelope, masked).err().unwrap_or_else(|| {
                let message = "the answer is not reliable: it only reads as a failure because it repeats a secret";
                Error::new(error.kind(), message)
            }),
            None => error,
        };
        let shown = masked.as_ref().unwrap_or(answer);
        let error = unreadable::explain(error, shown);
        let error = doctor::with_findings(error, &self.client.refused(credentials, trace, request, shown));
        match masked {
            Some(_) => error.with_answer(answer.status, &answer.headers, &answer.body).with_outcome(outcome),
            None => error,
        }
    }

    /// Returns what no error, report or log may contain.
    fn secrets<'c>(&self, credentials: &'c Credentials) -> Vec<&'c Secret> {
        self.shared().schemes.of(self.operation).map_or_else(|_| Vec::new(), |auth| credentials.secrets(auth))
    }

    /// Returns the call's own credentials, or the client's, with their number.
    async fn credentials(&self) -> Result<(Arc<Credentials>, u64), Error> {
        match &self.options.credentials {
            Some(own) => Ok((own.clone(), 0)),
            // An operation that needs no credentials does not wait for the source.
            None if !self.shared().schemes.of(self.operation)?.needs_credentials() => {
                Ok((self.client.current(self.operation)?, 0))
            }
            None => self.shared().keys.get(self.client.now()).await,
        }
    }

    /// Returns whether other credentials may help: at most once per call, if a source may have them. The next call
    /// fetches them, if this one is not repeated.
    fn is_outdated(&self, error: &Error, number: u64) -> bool {
        let needs = self.shared().schemes.of(self.operation).is_ok_and(Auth::needs_credentials);
        let is_refused = !self.is_refused && error.status() == Some(http::StatusCode::UNAUTHORIZED);
        let is_fetched = needs && self.options.credentials.is_none();
        is_refused && is_fetched && self.shared().keys.refuse(number, self.client.now())
    }

    /// Returns the wait before the next attempt, or `None` if there is none.
    fn wait_after(&self, error: &Error) -> Option<Duration> {
        if !outcome::may_repeat(self.operation, error) {
            return None;
        }
        let wait = self.policy().wait(self.attempts, error.wait(), (self.shared().random)())?;
        (wait < self.remaining() && self.policy().pay()).then_some(wait)
    }

    fn too_late(&self, what: &str) -> Error {
        let message = format!("{what} within the call's deadline of {:?}", self.deadline());
        Error::new(ErrorKind::Timeout, message).with_outcome(Outcome::NotSent).into_retryable(true)
    }
}

/// Converts the error of a limiter. Nothing was sent, so the call may be made again.
fn refused(error: LimitError) -> Error {
    let wait = match &error {
        LimitError::Exceeded { wait, .. } => Some(*wait),
        LimitError::Unavailable(_) => None,
    };
    let refused = Error::new(ErrorKind::RateLimited, error.to_string()).with_wait(wait).into_retryable(true);
    match error {
        LimitError::Unavailable(cause) => refused.with_source(cause),
        LimitError::Exceeded { .. } => refused,
    }
}
