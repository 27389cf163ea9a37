//! What a call reports to `tracing`: one span per call, one per attempt, one event per wait.
//!
//! Names follow OpenTelemetry's HTTP conventions. A URL is only its path, because the query contains a signature.
//! Bodies are never reported. Without a subscriber, a span costs one comparison.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, StatusCode};
use tracing::Span;
use tracing::field::{Empty, display};

use super::exchange::Stage;
use crate::error::{Error, ErrorKind};
use crate::operation::Operation;
use crate::transport::port;

/// Opens the span of a call, which covers all attempts and waits.
pub(super) fn call(operation: &Operation) -> Span {
    tracing::info_span!(
        "countersign.call",
        otel.name = operation.name(),
        otel.kind = "internal",
        operation = operation.name(),
        attempts = Empty,
        error.type = Empty,
    )
}

/// Records the end of a call.
pub(super) fn end_call(span: &Span, attempts: u32, error: Option<&Error>) {
    span.record("attempts", attempts);
    if let Some(error) = error {
        record_error(span, error);
    }
}

/// Records that a call was dropped before it ended.
pub(super) fn abandon_call(span: &Span, operation: &Operation, attempts: u32, stage: Stage) {
    span.record("attempts", attempts);
    span.record("error.type", "abandoned");
    let operation_name = operation.name();
    span.in_scope(|| match stage.is_open(operation) {
        true => tracing::warn!(
            operation = operation_name,
            attempts,
            "the call was dropped while its request was in flight: it may have been carried out, so look up its effect"
        ),
        false => tracing::info!(operation = operation_name, attempts, "the call was dropped before it ended"),
    });
}

/// Opens the span of one attempt.
pub(super) fn attempt(request: &Request<Bytes>, operation: &Operation, attempts: u32) -> Span {
    let span = tracing::info_span!(
        "countersign.attempt",
        otel.kind = "client",
        http.request.method = operation.method().as_str(),
        url.template = operation.path().as_str(),
        url.scheme = request.uri().scheme_str(),
        url.path = request.uri().path(),
        server.address = request.uri().host(),
        server.port = port(request.uri()),
        http.request.resend_count = Empty,
        http.response.status_code = Empty,
        error.type = Empty,
    );
    // The convention omits the count for the first attempt.
    if attempts > 1 {
        span.record("http.request.resend_count", attempts - 1);
    }
    span
}

/// Records the end of an attempt.
pub(super) fn end_attempt(span: &Span, result: Result<StatusCode, &Error>) {
    let status = result.map_or_else(Error::status, Some);
    if let Some(status) = status {
        span.record("http.response.status_code", status.as_u16());
    }
    if let Err(error) = result {
        record_error(span, error);
    }
}

/// Records an error. The convention uses a failure's status as its type.
fn record_error(span: &Span, error: &Error) {
    match error.status() {
        Some(status) if !status.is_success() => span.record("error.type", display(status.as_u16())),
        _ => span.record("error.type", error.kind().as_str()),
    };
}

/// Reports that the next attempt follows after `wait`.
pub(super) fn repeats(attempts: u32, wait: Duration, error: &Error) {
    let wait = wait.as_secs_f64();
    let reason = error.kind().as_str();
    match error.kind() {
        ErrorKind::RateLimited => tracing::warn!(attempts, wait, reason, "the vendor limits the rate: waiting"),
        _ => tracing::info!(attempts, wait, reason, "the attempt failed: repeating it"),
    }
}

/// Reports that a limiter has a permit after `wait`.
pub(super) fn limited(wait: Duration) {
    tracing::debug!(wait = wait.as_secs_f64(), "waiting for a permit from the client's own rate limit");
}
