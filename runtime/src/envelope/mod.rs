//! The envelope around an answer's payload, and what its absence or its code says.
//!
//! [`Envelope::read`] is pure: status, headers and body in, [`Reply`] or [`Error`] out. The client calls it after the
//! transport, tools call it on captured answers.

mod code;
mod failure;
mod known;
mod payload;
mod reply;
mod verdict;
pub(crate) mod words;

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode};

pub use self::known::KnownFailure;
pub use self::reply::Reply;
use crate::decode::{Decode, MAX_ITEMS, without_mark};
use crate::error::{Error, ErrorKind, Outcome};
use crate::operation::{DataPath, Method, Operation, Schema};
use crate::secret::{Secret, masked};
use crate::value::Timestamp;

/// An answer as it was received. `Debug` prints no values: a vendor may repeat a secret in them, or set cookies.
#[derive(Clone)]
#[non_exhaustive]
pub struct Answer {
    /// HTTP status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// The body, decompressed.
    pub body: Bytes,
}

impl Answer {
    /// An answer without headers.
    pub fn new(status: StatusCode, body: impl Into<Bytes>) -> Self {
        Self { status, headers: HeaderMap::new(), body: body.into() }
    }

    /// The values of all its `Retry-After` headers that are text.
    fn retry_after(&self) -> Option<String> {
        let values = self.headers.get_all(http::header::RETRY_AFTER);
        let values: Vec<&str> = values.iter().filter_map(|value| value.to_str().ok()).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.keys().map(http::HeaderName::as_str).collect();
        f.debug_struct("Answer")
            .field("status", &self.status.as_u16())
            .field("headers", &names)
            .field("body_bytes", &self.body.len())
            .finish()
    }
}

impl Answer {
    /// The answer with each repetition of the secret overwritten; `None` where there is none.
    pub fn without(&self, secret: &Secret) -> Option<Self> {
        let body = masked(&self.body, secret);
        let mut headers = self.headers.clone();
        let mut is_masked = body.is_some();
        for value in headers.values_mut() {
            if let Some(text) = masked(value.as_bytes(), secret) {
                *value = HeaderValue::from_bytes(&text).unwrap_or_else(|_| HeaderValue::from_static("***"));
                is_masked = true;
            }
        }
        let body = body.map_or_else(|| self.body.clone(), Bytes::from);
        is_masked.then_some(Self { status: self.status, headers, body })
    }

    /// The answer without the byte order mark that its text begins with; `None` where there is none.
    fn without_mark(&self) -> Option<Self> {
        let text = without_mark(&self.body);
        (text.len() < self.body.len()).then(|| Self { body: self.body.slice_ref(text), ..self.clone() })
    }
}

impl From<http::Response<Bytes>> for Answer {
    fn from(response: http::Response<Bytes>) -> Self {
        let (parts, body) = response.into_parts();
        Self { status: parts.status, headers: parts.headers, body }
    }
}

/// A text by which a vendor's failures can be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KnownText {
    /// What the vendor's text contains.
    pub text: &'static str,
    /// What kind of failure it is.
    pub kind: ErrorKind,
    /// What usually helps, in plain words.
    pub hint: &'static str,
}

impl KnownText {
    /// Returns a failure that is known by what its text contains.
    pub const fn new(text: &'static str, kind: ErrorKind, hint: &'static str) -> Self {
        Self { text, kind, hint }
    }
}

/// A code of a business failure that deserves more words than the vendor's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KnownCode {
    /// The code, as text.
    pub code: &'static str,
    /// What usually helps, in plain words.
    pub hint: &'static str,
}

impl KnownCode {
    /// Returns a code and its hint.
    pub const fn new(code: &'static str, hint: &'static str) -> Self {
        Self { code, hint }
    }
}

/// Names of the members around a payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EnvelopeNames {
    /// The code of success or failure.
    pub code: &'static str,
    /// The text of a failure.
    pub message: &'static str,
    /// The payload.
    pub data: &'static str,
    /// The vendor's time of the answer.
    pub timestamp: &'static str,
    /// The vendor's id of the call.
    pub trace_id: &'static str,
}

/// How a vendor wraps its answers: names of the members around the payload.
///
/// The default is the form that many Java services share: `code` (200 for success, 0 accepted), `message`, `data`,
/// `timestamp` (milliseconds), `traceId`. A code may be a number or a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "an envelope does nothing until a client or a service is given it"]
pub struct Envelope {
    /// The answer is wrapped at all.
    wrapped: bool,
    code: &'static str,
    success: &'static [&'static str],
    message: &'static str,
    success_message: &'static str,
    data: &'static str,
    timestamp: &'static str,
    trace_id: &'static str,
    known: &'static [KnownText],
    known_codes: &'static [KnownCode],
    known_failures: &'static [KnownFailure],
    retryable: &'static [&'static str],
    /// `None` is the usual rule.
    unknown_outcome: Option<&'static [&'static str]>,
    max_items: usize,
}

impl Default for Envelope {
    fn default() -> Self {
        Self {
            wrapped: true,
            code: "code",
            success: &["200", "0"],
            message: "message",
            success_message: "success",
            data: "data",
            timestamp: "timestamp",
            trace_id: "traceId",
            known: &[],
            known_codes: &[],
            known_failures: &[],
            retryable: &[],
            unknown_outcome: None,
            max_items: MAX_ITEMS,
        }
    }
}

impl Envelope {
    /// No envelope: the body is the payload.
    pub fn none() -> Self {
        Self { wrapped: false, ..Self::default() }
    }

    /// The name of the code, and the codes that mean success.
    pub fn with_code(self, name: &'static str, success: &'static [&'static str]) -> Self {
        Self { code: name, success, ..self }
    }

    /// The name of the text of a failure.
    pub fn with_message(self, name: &'static str) -> Self {
        Self { message: name, ..self }
    }

    /// The message that a server writes beside a success. Defaults to `success`.
    pub fn with_success_message(self, message: &'static str) -> Self {
        Self { success_message: message, ..self }
    }

    /// The name of the payload.
    pub fn with_data(self, name: &'static str) -> Self {
        Self { data: name, ..self }
    }

    /// The names of the vendor's time and of its id of the call.
    pub fn with_metadata(self, timestamp: &'static str, trace_id: &'static str) -> Self {
        Self { timestamp, trace_id, ..self }
    }

    /// Texts by which the vendor's failures can be told apart.
    pub fn with_known_texts(self, known: &'static [KnownText]) -> Self {
        Self { known, ..self }
    }

    /// Codes of failures with what usually helps.
    pub fn with_known_codes(self, known_codes: &'static [KnownCode]) -> Self {
        Self { known_codes, ..self }
    }

    /// Failures that the API documents, by status, code, text and header.
    pub fn with_known_failures(self, known_failures: &'static [KnownFailure]) -> Self {
        Self { known_failures, ..self }
    }

    /// What is known of a failure that the vendor answered.
    pub(crate) fn known(&self, error: &Error) -> Option<&'static KnownFailure> {
        let is_of_vendor = !matches!(error.kind(), ErrorKind::Decode | ErrorKind::TooLarge);
        self.known_failures.iter().find(|known| is_of_vendor && known.is(error))
    }

    /// Codes of failures that pass by themselves ("busy"): calls that may be repeated are repeated after them. None,
    /// unless told: a business failure is an answer.
    pub fn with_retryable_codes(self, codes: &'static [&'static str]) -> Self {
        Self { retryable: codes, ..self }
    }

    /// Replaces the codes that leave the outcome of a call open: a call that must not be repeated then ends as
    /// [`ErrorKind::OutcomeUnknown`] and not as a business failure. Defaults to the statuses of HTTP that do so: every
    /// whole number from 500 to 599, 408, 425 and 499, as a number or as digits. A failure that the operation declares of
    /// its payload is definite whatever the code around it.
    pub fn with_unknown_outcome_codes(self, codes: &'static [&'static str]) -> Self {
        Self { unknown_outcome: Some(codes), ..self }
    }

    /// Whether a code means success.
    pub(crate) fn is_success(&self, code: &str) -> bool {
        code::is_among(self.success, code)
    }

    /// Returns the names of the members around the payload; `None` where answers are not wrapped.
    pub fn names(&self) -> Option<EnvelopeNames> {
        let &Self { wrapped, code, message, data, timestamp, trace_id, .. } = self;
        wrapped.then_some(EnvelopeNames { code, message, data, timestamp, trace_id })
    }

    /// Returns the codes that mean success.
    pub fn success_codes(&self) -> &'static [&'static str] {
        self.success
    }

    /// How many elements the lists and maps of one answer may have together. A small body can become a hundred times its
    /// size in memory, so its bytes alone are not a bound. Defaults to 100,000; see also
    /// [`ClientBuilder::max_items`](crate::ClientBuilder::max_items).
    pub fn with_max_items(self, max_items: usize) -> Self {
        Self { max_items, ..self }
    }

    /// Whether a failure with this code says nothing about what became of the call.
    pub(crate) fn leaves_outcome_unknown(&self, code: &str) -> bool {
        self.unknown_outcome.map_or_else(|| code::is_open_status(code), |codes| code::is_among(codes, code))
    }

    /// Whether a failure with this code passes by itself.
    pub(crate) fn is_retryable(&self, code: &str) -> bool {
        code::is_among(self.retryable, code)
    }

    /// Writes the body of a success: what a server answers.
    pub fn write(&self, data: &serde_json::Value, now: Timestamp, trace_id: &str) -> serde_json::Value {
        if !self.wrapped {
            return data.clone();
        }
        let code = self.success.first().copied().unwrap_or("200");
        let code = code.parse::<i64>().map_or_else(|_| code.into(), serde_json::Value::from);
        self.write_failure(&code, self.success_message, data, now, trace_id)
    }

    /// Writes the body of a failure: what a server answers.
    pub fn write_failure(
        &self,
        code: &serde_json::Value,
        message: &str,
        data: &serde_json::Value,
        now: Timestamp,
        trace_id: &str,
    ) -> serde_json::Value {
        serde_json::json!({
            self.code: code,
            self.message: message,
            self.data: data,
            self.timestamp: now.as_millisecond(),
            self.trace_id: trace_id,
        })
    }

    /// The members that lead from the body to the response of an operation with this `data`.
    pub(crate) fn path_to_response(&self, data: DataPath) -> Vec<&'static str> {
        let payload = self.wrapped.then_some(self.data);
        payload.into_iter().chain(data.steps().iter().copied()).collect()
    }

    /// Reads an answer as the response of `operation`.
    ///
    /// [`Error::outcome`] reports what the answer says of the call. A client also turns the kind of an unknown outcome
    /// into [`ErrorKind::OutcomeUnknown`] where the call must not be repeated, and adds the caller's reference.
    ///
    /// # Errors
    /// [`ErrorKind::Http`], [`ErrorKind::RateLimited`], [`ErrorKind::SignatureRefused`] or
    /// [`ErrorKind::Credentials`] by status and text, [`ErrorKind::Business`] by the envelope's code or by what the
    /// operation declares as a failure of its payload, [`ErrorKind::Decode`] where the body is not what the operation
    /// declares, [`ErrorKind::OutcomeUnknown`] where it reports success without the operation's proof.
    pub fn read<T: Decode>(&self, operation: &'static Operation, answer: &Answer) -> Result<Reply<T>, Error> {
        // Bytes are a file's, which may begin with one.
        let unmarked = answer.without_mark().filter(|_| !matches!(T::SCHEMA, Schema::Bytes));
        let read = self.judge(operation, unmarked.as_ref().unwrap_or(answer));
        read.map_err(|error| {
            let error = error.with_operation(operation).with_answer(answer.status, &answer.headers, &answer.body);
            let error = error.with_retry_after(answer.retry_after());
            match self.known(&error) {
                Some(known) => known.explain(error),
                None => error,
            }
        })
    }

    fn judge<T: Decode>(&self, operation: &'static Operation, answer: &Answer) -> Result<Reply<T>, Error> {
        let status = answer.status.as_u16();
        if operation.empty().contains(&status) {
            let absent = T::absent().ok_or_else(|| failure::without_value(answer.status))?;
            return Ok(Reply::new(absent, answer, None, None, Vec::new()));
        }
        let is_proof = || verdict::is_proof(self, operation, &answer.body);
        // A no to a call that was carried out all the same leaves open which of the two is wrong.
        let beside_proof = |no: Error| if is_proof() { no.with_outcome(Outcome::Unknown) } else { no };
        if let (Schema::Redirect, Some(target)) = (T::SCHEMA, failure::target_of(answer)) {
            let payload::Read { outcome: payload::Outcome::Success(value), .. } = payload::raw::<T>(&target)? else {
                return Err(failure::of_status(self, operation, answer));
            };
            return Ok(Reply::new(value, answer, None, None, Vec::new()));
        }
        if !answer.status.is_success() && !operation.status().contains(&status) {
            return Err(beside_proof(failure::of_status(self, operation, answer)));
        }
        if let Some(refusal) = verdict::refusal(self, operation, &answer.body)
            && !is_proof()
        {
            return Err(failure::of_payload(self, refusal, &answer.body));
        }
        let (read, drift) = match operation.method() {
            // There is no body, and so no envelope.
            Method::Head => (payload::raw(&Bytes::new())?, Vec::new()),
            _ if payload::is_raw::<T>(self) => (payload::raw_or_failure(self, &answer.body)?, Vec::new()),
            _ => payload::read(self, operation.data().steps(), &answer.body)?,
        };
        let payload::Read { outcome, trace_id, timestamp } = read;
        let value = match outcome {
            payload::Outcome::Success(value) => value,
            payload::Outcome::Failure { code, message } => {
                return Err(beside_proof(failure::of_code(self, code, message).with_trace_id(trace_id)));
            }
        };
        if operation.needs_proof() && !proves(operation, &value) {
            return Err(failure::without_proof(operation).with_trace_id(trace_id));
        }
        Ok(Reply::new(value, answer, trace_id, timestamp, drift))
    }
}

/// Whether a response that was read holds the operation's proof.
fn proves<T: Decode>(operation: &Operation, response: &T) -> bool {
    serde_json::to_string(response).is_ok_and(|json| operation.is_proved_by(&json))
}
