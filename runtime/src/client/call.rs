//! One call: what `.send()` and `call(…)` give, and what an unanswered one means.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;

use super::Client;
use crate::auth::SigningTrace;
use crate::endpoint::Endpoint;
use crate::envelope::Reply;
use crate::error::{Error, ErrorKind};
use crate::operation::{Operation, RetryClass};
use crate::transport::{TransportError, TransportFailure};

/// A call that is sent when it is awaited.
#[must_use = "a call is sent when it is awaited: add `.await`"]
pub struct Call<'c, E> {
    client: &'c Client,
    request: E,
}

impl<'c, E: Endpoint> Call<'c, E> {
    pub(super) fn new(client: &'c Client, request: E) -> Self {
        Self { client, request }
    }

    async fn reply(self) -> Result<Reply<E::Response>, Error> {
        let Self { client, request } = self;
        client.exchange(&request, |envelope, answer| envelope.read(E::OPERATION, answer)).await
    }
}

impl<E: Endpoint> fmt::Debug for Call<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({})", E::OPERATION.name)
    }
}

impl<'c, E: Endpoint> IntoFuture for Call<'c, E> {
    type Output = Result<Reply<E::Response>, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'c>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.reply())
    }
}

/// The error of a call that brought no answer.
pub(super) fn unanswered(operation: &'static Operation, trace: &SigningTrace, error: TransportError) -> Error {
    let repeatable = operation.retry == RetryClass::Safe;
    let kind = match error.failure() {
        TransportFailure::NotSent => ErrorKind::Connect,
        TransportFailure::Altered => ErrorKind::Altered,
        TransportFailure::TooLarge if repeatable => ErrorKind::TooLarge,
        TransportFailure::Interrupted if repeatable => ErrorKind::Connect,
        TransportFailure::TimedOut if repeatable => ErrorKind::Timeout,
        TransportFailure::Interrupted | TransportFailure::TimedOut | TransportFailure::TooLarge => {
            ErrorKind::OutcomeUnknown
        }
    };
    let mut unanswered = Error::new(kind, error.to_string()).with_operation(operation.name);
    // The message of the transport is already the message of the error; its cause comes next.
    if let Some(cause) = error.into_source() {
        unanswered = unanswered.with_source(cause);
    }
    match kind {
        ErrorKind::OutcomeUnknown => unanswered.into_outcome_unknown(&look_up(operation, trace)),
        _ => unanswered,
    }
}

/// How the caller finds out what became of the call.
fn look_up(operation: &'static Operation, trace: &SigningTrace) -> String {
    let reference = operation.reference().and_then(|parameter| {
        let component = trace.components().iter().find(|component| component.name() == parameter.wire_name)?;
        Some(format!("look it up by `{}` = {}", parameter.wire_name, String::from_utf8_lossy(trace.value(component))))
    });
    reference.unwrap_or_else(|| String::from("look up its effect before calling again"))
}

/// What an answer of failure means for this operation: the trace of a refused signature, and the unknown outcome of a
/// server that broke down over a call that must not be repeated.
pub(super) fn failed(operation: &'static Operation, error: Error, trace: SigningTrace) -> Error {
    let broke_down = error.kind() == ErrorKind::Http && error.status().is_some_and(|status| status.is_server_error());
    if error.kind() == ErrorKind::SignatureRefused {
        error.with_trace(trace)
    } else if broke_down && operation.retry == RetryClass::Never {
        let look_up = look_up(operation, &trace);
        error.into_outcome_unknown(&look_up)
    } else {
        error
    }
}
