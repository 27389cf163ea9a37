//! What a call adds to its error on the way to the caller.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::finding::Finding;
use super::{Error, ErrorKind, Outcome};
use crate::operation::Operation;
use crate::trace::SigningTrace;

impl Error {
    /// Turns the error into that of a call that must not be repeated and may have been carried out. The advice says, as
    /// the end of a sentence, how to look it up; the reference is the caller's own.
    pub(crate) fn into_outcome_unknown(mut self, (advice, reference): (String, Option<String>)) -> Self {
        self.inner.kind = ErrorKind::OutcomeUnknown;
        self.inner.outcome = Outcome::Unknown;
        self.inner.look_up = Some(advice);
        self.inner.reference = reference;
        self
    }

    pub(crate) fn with_kind(mut self, kind: ErrorKind) -> Self {
        self.inner.kind = kind;
        self
    }

    pub(crate) fn with_outcome(mut self, outcome: Outcome) -> Self {
        self.inner.outcome = outcome;
        self
    }

    /// Sets whether the call may be made again.
    pub(crate) fn into_retryable(mut self, is_retryable: bool) -> Self {
        self.inner.is_retryable = is_retryable;
        self
    }

    pub(crate) fn with_wait(mut self, wait: Option<Duration>) -> Self {
        self.inner.wait = wait;
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: u32, elapsed: Duration) -> Self {
        self.inner.attempts = attempts;
        self.inner.elapsed = elapsed;
        self
    }

    pub(crate) fn with_operation(mut self, operation: &'static Operation) -> Self {
        self.inner.operation = Some(operation);
        self
    }

    pub(crate) fn with_hint(mut self, hint: Option<&'static str>) -> Self {
        self.inner.hint = hint;
        self
    }

    pub(crate) fn with_code(mut self, code: Option<String>) -> Self {
        self.inner.code = code;
        self
    }

    pub(crate) fn with_upstream_code(mut self, code: String) -> Self {
        self.inner.upstream_code = Some(code);
        self
    }

    pub(crate) fn with_trace_id(mut self, trace_id: Option<String>) -> Self {
        self.inner.trace_id = trace_id;
        self
    }

    pub(crate) fn with_retry_after(mut self, retry_after: Option<String>) -> Self {
        self.inner.retry_after = retry_after;
        self
    }

    pub(crate) fn with_path(mut self, path: String, excerpt: Option<String>) -> Self {
        self.inner.path = Some(path);
        self.inner.excerpt = excerpt;
        self
    }

    pub(crate) fn with_answer(mut self, status: StatusCode, headers: &HeaderMap, body: &Bytes) -> Self {
        self.inner.status = Some(status);
        self.inner.headers = Some(headers.clone());
        self.inner.body = Some(body.clone());
        self
    }

    pub(crate) fn with_trace(mut self, trace: SigningTrace) -> Self {
        self.inner.trace = Some(trace);
        self
    }

    pub(crate) fn with_findings(mut self, findings: Vec<Finding>) -> Self {
        self.inner.findings = findings;
        self
    }
}
