//! What a failed attempt means for the call: the kind of error, whether it may be repeated, and how to look it up.
//!
//! Called by `exchange.rs`. The envelope decides kind and outcome of an answer; this file adds what follows from the
//! operation: an unknown outcome of a call that must not be repeated is a kind of its own, with a way to look it up.

use std::time::Duration;

use http::StatusCode;

use crate::auth::SigningTrace;
use crate::envelope::{Envelope, KnownFailure};
use crate::error::{Error, ErrorKind, Outcome};
use crate::operation::{Operation, RetryClass};
use crate::retry;
use crate::transport::{TransportError, TransportFailure};
use crate::value::Timestamp;

/// Statuses of a server that is temporarily unable to answer; 429 is a kind of its own.
const PASSING: [StatusCode; 3] =
    [StatusCode::BAD_GATEWAY, StatusCode::SERVICE_UNAVAILABLE, StatusCode::GATEWAY_TIMEOUT];

/// Returns the error of an attempt without an answer.
pub(super) fn unanswered(operation: &'static Operation, trace: Option<&SigningTrace>, error: TransportError) -> Error {
    let is_safe = operation.retry() == RetryClass::Safe;
    let failure = error.failure();
    let outcome = match failure {
        TransportFailure::NotSent | TransportFailure::Configuration | TransportFailure::Altered => Outcome::NotSent,
        _ => Outcome::Unknown,
    };
    let kind = if is_safe || outcome == Outcome::NotSent { failure.kind() } else { ErrorKind::OutcomeUnknown };
    let may_pass = matches!(kind, ErrorKind::Connect | ErrorKind::Timeout);
    let mut unanswered = Error::new(kind, error.to_string()).with_outcome(outcome);
    unanswered = unanswered.into_retryable(may_pass).with_hint(hint(failure));
    // The message of the transport is already the message of the error, so its cause comes next.
    if let Some(cause) = error.into_source() {
        unanswered = unanswered.with_source(cause);
    }
    match kind {
        ErrorKind::OutcomeUnknown => unanswered.into_outcome_unknown(look_up(operation, trace)),
        _ => unanswered,
    }
}

/// Returns what usually helps.
fn hint(failure: TransportFailure) -> Option<&'static str> {
    match failure {
        TransportFailure::NotSent => Some("nothing was sent: check the network, the proxy and the root certificates"),
        TransportFailure::TooLarge => {
            Some("if such answers are to be read, raise the `max_bytes` of the transport or the fetch")
        }
        _ => None,
    }
}

/// Returns how the caller can find out what happened to the call.
fn look_up(operation: &'static Operation, trace: Option<&SigningTrace>) -> (String, Option<String>) {
    let reference = operation.reference().zip(trace).and_then(|(parameter, trace)| {
        let component = trace.components().iter().find(|component| trace.is_of(component, parameter))?;
        Some((parameter.wire_name(), String::from_utf8_lossy(trace.value(component)).into_owned()))
    });
    let advice = match &reference {
        Some((name, value)) => format!("look it up by `{name}` = {value}"),
        None => String::from("look up its effect before calling again"),
    };
    (advice, reference.map(|(_, value)| value))
}

/// Completes an error with what the answer means for this operation: the trace of a refused signature, whether the
/// failure is transient, and the unknown outcome of a call that must not be repeated.
pub(super) fn failed(
    operation: &'static Operation,
    envelope: &Envelope,
    error: Error,
    trace: SigningTrace,
    clock: &dyn Fn() -> Timestamp,
) -> Error {
    let is_safe = operation.retry() == RetryClass::Safe;
    let known = envelope.known(&error);
    let until = known.and_then(|known| known.wait_until(&error));
    let until =
        until.map(|second| Duration::from_secs((second - clock().as_millisecond() / 1000).max(0).unsigned_abs()));
    let wait = error.retry_after().and_then(|header| retry::wait_of(header, clock())).or(until);
    let was_not_carried_out = error.outcome() != Outcome::Unknown;
    let is_retryable = passes(envelope, &error) && (is_safe || was_not_carried_out);
    let error = error.with_wait(wait).into_retryable(is_retryable);
    let error = if is_safe || was_not_carried_out {
        error
    } else {
        error.into_outcome_unknown(look_up(operation, Some(&trace)))
    };
    if error.findings().is_empty() { error } else { error.with_trace(trace) }
}

/// Returns whether the client may repeat an attempt by itself. For a call that must not be repeated, a transient
/// failure is not enough: no byte of the request may have left.
pub(super) fn may_repeat(operation: &Operation, error: &Error) -> bool {
    error.is_retryable() && (operation.retry() == RetryClass::Safe || error.outcome() == Outcome::NotSent)
}

/// Returns whether a failure that the vendor reported is transient.
fn passes(envelope: &Envelope, error: &Error) -> bool {
    if let Some(passes) = envelope.known(error).and_then(KnownFailure::retryable) {
        return passes;
    }
    match error.kind() {
        ErrorKind::RateLimited => true,
        ErrorKind::Http => error.status().is_some_and(|status| PASSING.contains(&status)),
        _ => false,
    }
}
