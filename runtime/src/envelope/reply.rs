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
    /// let answer = Answer::new(StatusCode::CREATED, r#"{"title": "Faust"}"#);
    /// let reply = Envelope::none().read::<Book>(Entry::of::<GetBook>().operation(), &answer)?;
    /// assert_eq!(reply.status(), 201);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers of the answer.
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
    /// let mut answer = Answer::new(StatusCode::OK, r#"{"title": "Faust"}"#);
    /// answer.headers.insert("etag", http::HeaderValue::from_static("\"7\""));
    /// let reply = Envelope::none().read::<Book>(Entry::of::<GetBook>().operation(), &answer)?;
    /// assert_eq!(reply.headers()["etag"], "\"7\"");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the vendor's id of the call.
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
    /// let answer = Answer::new(StatusCode::OK, r#"{"code": 200, "data": {"title": "Faust"}, "traceId": "a-7"}"#);
    /// let reply = Envelope::default().read::<Book>(Entry::of::<GetBook>().operation(), &answer)?;
    /// assert_eq!(reply.trace_id(), Some("a-7"));
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn trace_id(&self) -> Option<&str> {
        self.trace_id.as_deref()
    }

    /// Returns the vendor's time of the answer.
    ///
    /// ```
    /// use countersign::value::Timestamp;
    /// use countersign::{Answer, Entry, Envelope, endpoint};
    /// use http::StatusCode;
    ///
    /// /// Returns the titles of all books.
    /// #[endpoint(GET, "/titles", response = Vec<String>)]
    /// pub struct Titles {}
    ///
    /// let body = r#"{"code": 200, "data": ["Faust"], "timestamp": 1528942782000}"#;
    /// let reply = Entry::of::<Titles>().read(&Envelope::default(), &Answer::new(StatusCode::OK, body))?;
    /// assert_eq!(reply.timestamp().map(Timestamp::as_millisecond), Some(1_528_942_782_000));
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn timestamp(&self) -> Option<Timestamp> {
        self.timestamp
    }

    /// Returns what the answer contained that its definition does not know.
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
    /// let answer = Answer::new(StatusCode::OK, r#"{"title": "Faust", "pages": 136}"#);
    /// let reply = Envelope::none().read::<Book>(Entry::of::<GetBook>().operation(), &answer)?;
    /// assert_eq!(reply.drift()[0].name, "pages");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn drift(&self) -> &[Drift] {
        &self.drift
    }

    /// Converts the reply into the response alone.
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
    /// let answer = Answer::new(StatusCode::OK, r#"{"title": "Faust"}"#);
    /// let book = Envelope::none().read::<Book>(Entry::of::<GetBook>().operation(), &answer)?.into_value();
    /// assert_eq!(book.title, "Faust");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn into_value(self) -> T {
        self.value
    }

    /// Converts the response, and keeps the metadata of the answer.
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
    /// let answer = Answer::new(StatusCode::OK, r#"{"title": "Faust"}"#);
    /// let reply = Envelope::none().read::<Book>(Entry::of::<GetBook>().operation(), &answer)?;
    /// assert_eq!(*reply.map(|book| book.title), "Faust");
    /// # Ok::<(), countersign::Error>(())
    /// ```
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
