//! The envelope around an answer's payload, and what its code means.
//!
//! [`Envelope::read`] is a pure function: status, headers and body in, [`Reply`] or [`Error`] out. The client calls it
//! after the transport; tools call it on captured answers.

mod code;
mod failure;
mod known;
mod nearby;
mod payload;
mod reply;
mod verdict;
pub(crate) mod words;
mod write;

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode};

pub use self::known::KnownFailure;
pub use self::reply::Reply;
use crate::decode::{Decode, MAX_ITEMS, without_mark};
use crate::error::{Error, ErrorKind, Outcome};
use crate::operation::{Method, Operation, Schema};
use crate::secret::{Secret, masked};

/// An answer as it was received. `Debug` prints no values: they may contain a secret or a cookie.
#[derive(Clone)]
#[non_exhaustive]
pub struct Answer {
    /// The HTTP status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, decompressed.
    pub body: Bytes,
    /// The URL that answered, where a client asked: what a redirect is resolved against.
    pub url: Option<http::Uri>,
}

impl Answer {
    /// Creates an answer without headers.
    ///
    /// ```
    /// use countersign::Answer;
    /// use http::StatusCode;
    ///
    /// let answer = Answer::new(StatusCode::OK, r#"["Faust"]"#);
    /// // Values may be secret, so they are not printed.
    /// assert_eq!(format!("{answer:?}"), "Answer { status: 200, headers: [], body_bytes: 9 }");
    /// ```
    pub fn new(status: StatusCode, body: impl Into<Bytes>) -> Self {
        Self { status, headers: HeaderMap::new(), body: body.into(), url: None }
    }

    /// Returns the values of all its `Retry-After` headers that are text.
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
    /// Returns the answer with each occurrence of the secret overwritten; `None` if there is none.
    ///
    /// ```
    /// use countersign::{Answer, Secret};
    /// use http::StatusCode;
    ///
    /// let answer = Answer::new(StatusCode::BAD_REQUEST, "wrong sign for title=Faust&key=open-sesame");
    /// let masked = answer.without(&Secret::new("open-sesame")).expect("the answer repeats the secret");
    /// assert_eq!(masked.body, "wrong sign for title=Faust&key=***********");
    /// ```
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
        is_masked.then_some(Self { headers, body, ..self.clone() })
    }

    /// Returns the answer with each occurrence of each secret overwritten; `None` if there is none.
    pub(crate) fn without_secrets(&self, secrets: &[&Secret]) -> Option<Self> {
        secrets
            .iter()
            .fold(None, |masked: Option<Self>, secret| masked.as_ref().unwrap_or(self).without(secret).or(masked))
    }

    /// Returns the answer without its byte order mark; `None` if there is none.
    fn without_mark(&self) -> Option<Self> {
        let text = without_mark(&self.body);
        (text.len() < self.body.len()).then(|| Self { body: self.body.slice_ref(text), ..self.clone() })
    }
}

impl From<http::Response<Bytes>> for Answer {
    fn from(response: http::Response<Bytes>) -> Self {
        let (parts, body) = response.into_parts();
        Self { status: parts.status, headers: parts.headers, body, url: None }
    }
}

/// The names of the members around a payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EnvelopeNames {
    /// The member with the code of success or failure.
    pub code: &'static str,
    /// The member with the message of a failure.
    pub message: &'static str,
    /// The member with the payload.
    pub data: &'static str,
    /// The member with the vendor's time of the answer, if answers have one.
    pub timestamp: Option<&'static str>,
    /// The member with the vendor's id of the call, if answers have one.
    pub trace_id: Option<&'static str>,
    /// Members that a server adds to every answer, with their values.
    pub constants: &'static [(&'static str, i64)],
}

/// An envelope: how a vendor wraps the payload of its answers.
///
/// Defaults to the form that many Java services share: `code` (200 for success, 0 is also accepted), `message`, `data`,
/// `timestamp` (in milliseconds), `traceId`. A code may be a number or a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "an envelope does nothing until it is passed to a client or a service"]
pub struct Envelope {
    /// Whether answers are wrapped at all.
    wrapped: bool,
    code: &'static str,
    success: &'static [&'static str],
    message: &'static str,
    success_message: &'static str,
    data: &'static str,
    timestamp: Option<&'static str>,
    trace_id: Option<&'static str>,
    constants: &'static [(&'static str, i64)],
    known_failures: &'static [KnownFailure],
    /// `None` for the default rule.
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
            timestamp: Some("timestamp"),
            trace_id: Some("traceId"),
            constants: &[],
            known_failures: &[],
            unknown_outcome: None,
            max_items: MAX_ITEMS,
        }
    }
}

impl Envelope {
    /// Returns an envelope for APIs that do not wrap their answers: the body is the payload.
    ///
    /// ```
    /// use countersign::Envelope;
    ///
    /// assert!(Envelope::none().names().is_none());
    /// ```
    pub fn none() -> Self {
        Self { wrapped: false, ..Self::default() }
    }

    /// Sets the name of the code, and the codes that mean success.
    ///
    /// ```
    /// use countersign::Envelope;
    ///
    /// let envelope = Envelope::default().with_code("errcode", &["0"]);
    /// assert_eq!(envelope.names().map(|names| names.code), Some("errcode"));
    /// ```
    pub fn with_code(self, name: &'static str, success: &'static [&'static str]) -> Self {
        Self { code: name, success, ..self }
    }

    /// Sets the name of the message of a failure.
    ///
    /// ```
    /// use countersign::Envelope;
    ///
    /// let envelope = Envelope::default().with_message("errmsg");
    /// assert_eq!(envelope.names().map(|names| names.message), Some("errmsg"));
    /// ```
    pub fn with_message(self, name: &'static str) -> Self {
        Self { message: name, ..self }
    }

    /// Sets the message that a server writes into a success. Defaults to `success`.
    ///
    /// ```
    /// use countersign::Envelope;
    /// use countersign::value::Timestamp;
    ///
    /// let envelope = Envelope::default().without_metadata().with_success_message("OK");
    /// let body = envelope.write(&7.into(), Timestamp::now(), "");
    /// assert_eq!(body, serde_json::json!({ "code": 200, "message": "OK", "data": 7 }));
    /// ```
    pub fn with_success_message(self, message: &'static str) -> Self {
        Self { success_message: message, ..self }
    }

    /// Sets the name of the payload.
    ///
    /// ```
    /// use countersign::Envelope;
    ///
    /// let envelope = Envelope::default().with_data("result");
    /// assert_eq!(envelope.names().map(|names| names.data), Some("result"));
    /// ```
    pub fn with_data(self, name: &'static str) -> Self {
        Self { data: name, ..self }
    }

    /// Sets the names of the vendor's time and of its id of the call.
    ///
    /// ```
    /// use countersign::Envelope;
    ///
    /// let envelope = Envelope::default().with_metadata("time", "request_id");
    /// assert_eq!(envelope.names().and_then(|names| names.trace_id), Some("request_id"));
    /// ```
    pub fn with_metadata(self, timestamp: &'static str, trace_id: &'static str) -> Self {
        Self { timestamp: Some(timestamp), trace_id: Some(trace_id), ..self }
    }

    /// Removes the vendor's time and id of the call: answers do not have them.
    ///
    /// ```
    /// use countersign::Envelope;
    ///
    /// let names = Envelope::default().without_metadata().names().expect("answers are wrapped");
    /// assert_eq!((names.timestamp, names.trace_id), (None, None));
    /// ```
    pub fn without_metadata(self) -> Self {
        Self { timestamp: None, trace_id: None, ..self }
    }

    /// Sets members that a server adds to every answer, such as a second status. They are not read.
    ///
    /// ```
    /// use countersign::Envelope;
    /// use countersign::value::Timestamp;
    ///
    /// let envelope = Envelope::default().without_metadata().with_constants(&[("status", 1)]);
    /// assert_eq!(envelope.write(&7.into(), Timestamp::now(), "")["status"], 1);
    /// ```
    pub fn with_constants(self, constants: &'static [(&'static str, i64)]) -> Self {
        Self { constants, ..self }
    }

    /// Sets failures that the API documents, identified by status, code, text and header.
    ///
    /// ```
    /// use countersign::{Envelope, ErrorKind, KnownFailure};
    ///
    /// const KNOWN: &[KnownFailure] =
    ///     &[KnownFailure::of_status(418).with_kind(ErrorKind::RateLimited).with_hint("banned for a while")];
    ///
    /// let envelope = Envelope::none().with_known_failures(KNOWN);
    /// # drop(envelope);
    /// ```
    pub fn with_known_failures(self, known_failures: &'static [KnownFailure]) -> Self {
        Self { known_failures, ..self }
    }

    /// Returns the documented failure that matches an error.
    pub(crate) fn known(&self, error: &Error) -> Option<&'static KnownFailure> {
        let is_of_vendor = !matches!(error.kind(), ErrorKind::Decode | ErrorKind::TooLarge);
        self.known_failures.iter().find(|known| is_of_vendor && known.is(error))
    }

    /// Sets the codes that leave the outcome of a call open: a call that must not be repeated then ends in
    /// [`ErrorKind::OutcomeUnknown`] instead of a business failure. Defaults to the codes that do so as HTTP statuses:
    /// every whole number from 500 to 599, 408, 425 and 499, as a number or as a string of digits. A failure that the
    /// operation declares for its payload is definite, whatever the code around it.
    ///
    /// ```
    /// use countersign::Envelope;
    ///
    /// let envelope = Envelope::default().with_unknown_outcome_codes(&["500", "SYSTEM_ERROR"]);
    /// # drop(envelope);
    /// ```
    pub fn with_unknown_outcome_codes(self, codes: &'static [&'static str]) -> Self {
        Self { unknown_outcome: Some(codes), ..self }
    }

    /// Returns whether a code means success.
    pub(crate) fn is_success(&self, code: &str) -> bool {
        code::is_among(self.success, code)
    }

    /// Returns the names of the members around the payload, or `None` if answers are not wrapped.
    ///
    /// ```
    /// use countersign::Envelope;
    ///
    /// let names = Envelope::default().names().expect("answers are wrapped");
    /// assert_eq!((names.code, names.message, names.data), ("code", "message", "data"));
    /// ```
    pub fn names(&self) -> Option<EnvelopeNames> {
        let &Self { wrapped, code, message, data, timestamp, trace_id, constants, .. } = self;
        wrapped.then_some(EnvelopeNames { code, message, data, timestamp, trace_id, constants })
    }

    /// The names of everything around the payload, and its own.
    fn around(&self) -> Vec<&'static str> {
        let constants = self.constants.iter().map(|(name, _)| *name);
        let metadata = self.timestamp.into_iter().chain(self.trace_id);
        [self.code, self.message, self.data].into_iter().chain(metadata).chain(constants).collect()
    }

    /// Returns the codes that mean success.
    ///
    /// ```
    /// use countersign::Envelope;
    ///
    /// assert_eq!(Envelope::default().success_codes(), ["200", "0"]);
    /// ```
    pub fn success_codes(&self) -> &'static [&'static str] {
        self.success
    }

    /// Limits how many elements the lists and maps of one answer may have together. A small body can become a hundred
    /// times its size in memory, so limiting its bytes is not enough. Defaults to 100,000; see also
    /// [`ClientBuilder::max_items`](crate::ClientBuilder::max_items).
    ///
    /// ```
    /// use countersign::Envelope;
    ///
    /// let envelope = Envelope::default().with_max_items(1_000_000);
    /// # drop(envelope);
    /// ```
    pub fn with_max_items(self, max_items: usize) -> Self {
        Self { max_items, ..self }
    }

    /// Returns whether a failure with this code leaves the outcome of the call open.
    pub(crate) fn leaves_outcome_unknown(&self, code: &str) -> bool {
        self.unknown_outcome.map_or_else(|| code::is_open_status(code), |codes| code::is_among(codes, code))
    }

    /// Returns the members that lead from the body to the response of an operation.
    pub(crate) fn path_to_response(&self, operation: &Operation, body: &[u8]) -> Vec<&'static str> {
        let payload = self.wrapped.then_some(self.data);
        payload.into_iter().chain(verdict::steps_of(self, operation, body).iter().copied()).collect()
    }

    /// Reads an answer as the response of `operation`.
    ///
    /// [`Error::outcome`] reports what the answer means for the call. If a call must not be repeated, a client also
    /// turns an unknown outcome into the kind [`ErrorKind::OutcomeUnknown`], and adds the caller's reference.
    ///
    /// ```
    /// # use countersign::{Answer, Entry, Envelope, endpoint, model};
    /// # use http::StatusCode;
    /// # /// A book.
    /// # #[model]
    /// # pub struct Book {
    /// #     /// Its title.
    /// #     pub title: String,
    /// # }
    /// # /// Returns a book.
    /// # #[endpoint(GET, "/book", response = Book)]
    /// # pub struct GetBook {}
    /// let answer = Answer::new(StatusCode::OK, r#"{"code": 200, "data": {"title": "Faust"}}"#);
    /// let book = Envelope::default().read::<Book>(Entry::of::<GetBook>().operation(), &answer)?;
    /// assert_eq!(book.title, "Faust");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Http`], [`ErrorKind::RateLimited`], [`ErrorKind::SignatureRefused`] or [`ErrorKind::Credentials`]
    /// by status and text; [`ErrorKind::Business`] by the envelope's code or by what the operation declares as a
    /// failure of its payload; [`ErrorKind::Decode`] if the body is not what the operation declares;
    /// [`ErrorKind::OutcomeUnknown`] if it reports success without the operation's proof.
    pub fn read<T: Decode>(&self, operation: &'static Operation, answer: &Answer) -> Result<Reply<T>, Error> {
        // Binary content may begin with a byte order mark of its own.
        let unmarked = answer.without_mark().filter(|_| !matches!(T::SCHEMA, Schema::Bytes));
        let arrived = unmarked.as_ref().unwrap_or(answer);
        let searched = operation.nearby().then(|| str::from_utf8(&arrived.body).ok()).flatten();
        let moved = searched.and_then(|body| nearby::moved(self, operation, T::absent().is_some(), body));
        let moved = moved.map(|body| Answer { body: body.into(), ..arrived.clone() });
        let read = self.judge(operation, moved.as_ref().unwrap_or(arrived));
        let read = read.map(|reply: Reply<T>| if moved.is_some() { reply.found_nearby() } else { reply });
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
        // If a call was rejected and yet carried out, it is open which of the two is wrong.
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
            // There is no body, and therefore no envelope.
            Method::Head => (payload::raw(&Bytes::new())?, Vec::new()),
            _ if payload::is_raw::<T>(self) => (payload::raw_or_failure(self, &answer.body)?, Vec::new()),
            _ => payload::read(self, &verdict::steps_of(self, operation, &answer.body), &answer.body)?,
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

/// Returns whether a decoded response contains the operation's proof.
fn proves<T: Decode>(operation: &Operation, response: &T) -> bool {
    serde_json::to_string(response).is_ok_and(|json| operation.is_proved_by(&json))
}
