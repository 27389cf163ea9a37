//! The result of a call: the response, with metadata of the answer.
//!
//! [`Envelope::read`](super::Envelope::read) creates it. Its fields are private, so that none of them hides a field of
//! the response.

use std::fmt;

use http::{HeaderMap, StatusCode};

use super::Answer;
use crate::decode::{Drift, DriftKind, RESPONSE};
use crate::value::Timestamp;

/// A response, with metadata of its answer. It dereferences to the response.
///
/// `reply.status` is a field of the response, [`reply.status()`](Self::status) is the HTTP status. A *method* of the
/// response with the same name as one of these methods is called as `(*reply).status()`.
#[derive(Clone)]
pub struct Reply<T> {
    value: T,
    status: StatusCode,
    headers: HeaderMap,
    trace_id: Option<String>,
    timestamp: Option<Timestamp>,
    drift: Vec<Drift>,
}

impl<T> Reply<T> {
    pub(super) fn new(
        value: T,
        answer: &Answer,
        trace_id: Option<String>,
        timestamp: Option<Timestamp>,
        drift: Vec<Drift>,
    ) -> Self {
        Self { value, status: answer.status, headers: answer.headers.clone(), trace_id, timestamp, drift }
    }

    /// The reply to an answer that has the response elsewhere than its operation says.
    pub(super) fn found_nearby(mut self) -> Self {
        self.drift.push(Drift::new(DriftKind::OddForm, RESPONSE, RESPONSE, 1));
        self
    }

    /// Returns the HTTP status of the answer.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the vendor's id of the call.
    pub fn trace_id(&self) -> Option<&str> {
        self.trace_id.as_deref()
    }

    /// Returns the vendor's time of the answer.
    pub fn timestamp(&self) -> Option<Timestamp> {
        self.timestamp
    }

    /// Returns what the answer contained that its definition does not know.
    pub fn drift(&self) -> &[Drift] {
        &self.drift
    }

    /// Converts the reply into the response alone.
    pub fn into_value(self) -> T {
        self.value
    }

    /// Converts the response, and keeps the metadata of the answer.
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Reply<U> {
        let Self { value, status, headers, trace_id, timestamp, drift } = self;
        Reply { value: convert(value), status, headers, trace_id, timestamp, drift }
    }
}

/// Leaves out the headers: an answer may set cookies.
impl<T: fmt::Debug> fmt::Debug for Reply<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("value", &self.value)
            .field("status", &self.status)
            .field("trace_id", &self.trace_id)
            .field("timestamp", &self.timestamp)
            .field("drift", &self.drift)
            .finish_non_exhaustive()
    }
}

impl<T> std::ops::Deref for Reply<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
