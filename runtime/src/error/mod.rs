//! The error type of this crate: a kind that a program can branch on, and a line that a person can act on.

mod details;
mod display;
pub(crate) mod finding;
mod kind;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use self::finding::Finding;
pub use self::kind::{ErrorKind, Outcome};
use crate::address::AddressError;
use crate::decode::{Decode, DecodeError, from_text};
use crate::operation::Operation;
use crate::param::ParameterError;
use crate::trace::SigningTrace;

type Source = Box<dyn std::error::Error + Send + Sync>;

/// An error that occurred when making a call, or when building or configuring a client.
///
/// Programs branch on [`kind`](Self::kind) and [`outcome`](Self::outcome); all other details are optional and depend on
/// how far the call got. `Display` prints one line, and the chain of [`source`](std::error::Error::source) contains the
/// causes. No secret is ever printed.
pub struct Error {
    inner: Box<Inner>,
}

struct Inner {
    kind: ErrorKind,
    outcome: Outcome,
    message: String,
    /// How to find out what happened to a call that may have been carried out. Separate from the message, which may be
    /// long.
    look_up: Option<String>,
    operation: Option<&'static Operation>,
    hint: Option<&'static str>,
    status: Option<StatusCode>,
    headers: Option<HeaderMap>,
    code: Option<String>,
    upstream_code: Option<String>,
    trace_id: Option<String>,
    retry_after: Option<String>,
    wait: Option<Duration>,
    reference: Option<String>,
    is_retryable: bool,
    attempts: u32,
    elapsed: Duration,
    path: Option<String>,
    excerpt: Option<String>,
    body: Option<Bytes>,
    trace: Option<SigningTrace>,
    findings: Vec<Finding>,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// Creates an error of `kind`. `message` should be one line that names the thing, the rule and the fix.
    ///
    /// ```
    /// use countersign::{Error, ErrorKind};
    ///
    /// let error = Error::new(ErrorKind::Configuration, "no base URL: set `BOOKS_BASE_URL`");
    /// assert_eq!(error.to_string(), "no base URL: set `BOOKS_BASE_URL`");
    /// ```
    #[cold]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            inner: Box::new(Inner {
                kind,
                outcome: Outcome::of(kind),
                message: message.into(),
                look_up: None,
                operation: None,
                hint: None,
                status: None,
                headers: None,
                code: None,
                upstream_code: None,
                trace_id: None,
                retry_after: None,
                wait: None,
                reference: None,
                is_retryable: false,
                attempts: 0,
                elapsed: Duration::ZERO,
                path: None,
                excerpt: None,
                body: None,
                trace: None,
                findings: Vec::new(),
                source: None,
            }),
        }
    }

    /// Returns the kind of failure.
    ///
    /// ```
    /// # use countersign::{Error, ErrorKind};
    /// # let error = Error::new(ErrorKind::Business, "sold out");
    /// match error.kind() {
    ///     ErrorKind::Business => println!("the vendor declined: {error}"),
    ///     ErrorKind::RateLimited => println!("try again in {:?}", error.wait()),
    ///     _ => println!("{error}"),
    /// }
    /// ```
    pub fn kind(&self) -> ErrorKind {
        self.inner.kind
    }

    /// Returns what happened to the call: not sent, refused, or unknown.
    ///
    /// ```
    /// use countersign::{Error, Outcome};
    ///
    /// fn advice(error: &Error) -> &'static str {
    ///     match error.outcome() {
    ///         Outcome::NotSent | Outcome::Refused => "nothing was ordered",
    ///         _ => "look the order up before ordering again",
    ///     }
    /// }
    /// # let error = Error::new(countersign::ErrorKind::OutcomeUnknown, "no answer in time");
    /// # assert_eq!(advice(&error), "look the order up before ordering again");
    /// ```
    pub fn outcome(&self) -> Outcome {
        self.inner.outcome
    }

    /// Returns the operation that was called.
    ///
    /// ```
    /// # use countersign::{Answer, Entry, Envelope, endpoint};
    /// # use http::StatusCode;
    /// # /// Returns a book.
    /// # #[endpoint(GET, "/book", response = String)]
    /// # pub struct GetBook {}
    /// let answer = Answer::new(StatusCode::NOT_FOUND, "");
    /// let error = Entry::of::<GetBook>().read(&Envelope::none(), &answer).unwrap_err();
    /// assert_eq!(error.operation().map(|operation| operation.name()), Some("get_book"));
    /// ```
    pub fn operation(&self) -> Option<&'static Operation> {
        self.inner.operation
    }

    /// Returns the parameter that was refused, and why, if the request could not be made because of it.
    ///
    /// ```
    /// use countersign::scheme::Scheme;
    /// use countersign::{Client, Credentials, endpoint};
    ///
    /// /// Returns a page of offers.
    /// #[endpoint(GET, "/offers", source = inferred)]
    /// pub struct Offers {
    ///     #[param(range = 1..=50)]
    ///     pub page_size: u32,
    /// }
    ///
    /// let client = Client::builder("https://api.example", Scheme::bearer(), countersign::Envelope::none())
    ///     .credentials(Credentials::new("key", "secret")?)
    ///     .build()?;
    /// let error = client.prepare(&Offers::builder().page_size(51).build()).unwrap_err();
    /// assert_eq!(error.parameter().map(|parameter| parameter.name()), Some("page_size"));
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn parameter(&self) -> Option<&ParameterError> {
        self.inner.source.as_deref()?.downcast_ref()
    }

    /// Returns a hint: what usually helps.
    ///
    /// ```
    /// # use countersign::{Answer, Entry, Envelope, KnownFailure, endpoint};
    /// # use http::StatusCode;
    /// # /// Returns a book.
    /// # #[endpoint(GET, "/book", response = String)]
    /// # pub struct GetBook {}
    /// const KNOWN: &[KnownFailure] = &[KnownFailure::of_status(404).with_hint("ask for it under its ISBN-13")];
    ///
    /// let answer = Answer::new(StatusCode::NOT_FOUND, "");
    /// let error = Entry::of::<GetBook>().read(&Envelope::none().with_known_failures(KNOWN), &answer).unwrap_err();
    /// assert_eq!(error.hint(), Some("ask for it under its ISBN-13"));
    /// ```
    pub fn hint(&self) -> Option<&'static str> {
        self.inner.hint
    }

    /// Returns the HTTP status of the answer, if there was one.
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
    /// let answer = Answer::new(StatusCode::NOT_FOUND, "no such book");
    /// let error = Entry::of::<GetBook>().read(&Envelope::none(), &answer).unwrap_err();
    /// assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn status(&self) -> Option<StatusCode> {
        self.inner.status
    }

    /// Returns the headers of the answer, if there was one.
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
    /// let mut answer = Answer::new(StatusCode::NOT_FOUND, "no such book");
    /// answer.headers.insert("x-request-id", http::HeaderValue::from_static("7"));
    /// let error = Entry::of::<GetBook>().read(&Envelope::none(), &answer).unwrap_err();
    /// assert_eq!(error.headers().map(|headers| headers["x-request-id"].as_bytes()), Some(&b"7"[..]));
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.inner.headers.as_ref()
    }

    /// Returns the code of a business failure, as text: the vendor's own, or the upstream code if the vendor's reports
    /// success.
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
    /// let answer = Answer::new(StatusCode::OK, r#"{"code": 1009, "message": "sold out"}"#);
    /// let error = Entry::of::<GetBook>().read(&Envelope::default(), &answer).unwrap_err();
    /// assert_eq!(error.code(), Some("1009"));
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn code(&self) -> Option<&str> {
        self.inner.code.as_deref()
    }

    /// Returns the code of the API behind the vendor, if the operation declares it. It distinguishes business failures
    /// for which [`code`](Self::code) only says that there was one.
    ///
    /// ```
    /// # use countersign::{Answer, Entry, Envelope, endpoint};
    /// # use http::StatusCode;
    /// /// Orders a book.
    /// #[endpoint(POST, "/orders", failure(code = "errorCode", message = "errorMessage"))]
    /// pub struct OrderBook {}
    ///
    /// let body = r#"{"code": 200, "data": {"success": false, "errorCode": "SOLD_OUT", "errorMessage": "sold out"}}"#;
    /// let answer = Answer::new(StatusCode::OK, body);
    /// let error = Entry::of::<OrderBook>().read(&Envelope::default(), &answer).unwrap_err();
    /// assert_eq!(error.upstream_code(), Some("SOLD_OUT"));
    /// ```
    pub fn upstream_code(&self) -> Option<&str> {
        self.inner.upstream_code.as_deref()
    }

    /// Returns the vendor's id of the call, to be quoted when asking the vendor.
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
    /// let answer = Answer::new(StatusCode::OK, r#"{"code": 1009, "traceId": "a-7"}"#);
    /// let error = Entry::of::<GetBook>().read(&Envelope::default(), &answer).unwrap_err();
    /// assert_eq!(error.trace_id(), Some("a-7"));
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn trace_id(&self) -> Option<&str> {
        self.inner.trace_id.as_deref()
    }

    /// Returns the `Retry-After` header of the answer: seconds or a date.
    ///
    /// ```
    /// # use countersign::{Answer, Entry, Envelope, endpoint};
    /// # use http::{HeaderValue, StatusCode};
    /// # /// Returns a book.
    /// # #[endpoint(GET, "/book", response = String)]
    /// # pub struct GetBook {}
    /// let mut answer = Answer::new(StatusCode::TOO_MANY_REQUESTS, "");
    /// answer.headers.insert("retry-after", HeaderValue::from_static("5"));
    /// let error = Entry::of::<GetBook>().read(&Envelope::none(), &answer).unwrap_err();
    /// assert_eq!(error.retry_after(), Some("5"));
    /// ```
    pub fn retry_after(&self) -> Option<&str> {
        self.inner.retry_after.as_deref()
    }

    /// Returns how long to wait before the next call: as long as the vendor's header asks for, or until the client's
    /// own limit has a permit.
    ///
    /// ```
    /// # use countersign::{Error, ErrorKind};
    /// # let error = Error::new(ErrorKind::Business, "sold out");
    /// let wait = error.wait().unwrap_or(std::time::Duration::from_secs(1));
    /// ```
    pub fn wait(&self) -> Option<Duration> {
        self.inner.wait
    }

    /// Returns whether the same call may be made again with a chance of success, after [`wait`](Self::wait) if there is
    /// one: nothing was carried out, or doing it twice does no harm, and the cause may pass by itself.
    ///
    /// The client itself repeats less. It repeats a call that must not be repeated only if no byte of the previous
    /// attempt left; after an answer such as 429, the decision is the caller's. See
    /// [`RetryPolicy`](crate::retry::RetryPolicy).
    ///
    /// ```
    /// # use countersign::{Error, ErrorKind};
    /// # let error = Error::new(ErrorKind::Business, "sold out");
    /// let when = if error.is_retryable() { "later" } else { "not at all" };
    /// # assert_eq!(when, "not at all");
    /// ```
    pub fn is_retryable(&self) -> bool {
        self.inner.is_retryable
    }

    /// Returns the caller's own reference, by which a call that may have been carried out can be looked up.
    ///
    /// ```
    /// # use countersign::{Error, ErrorKind};
    /// # let error = Error::new(ErrorKind::Business, "sold out");
    /// if let Some(reference) = error.reference() {
    ///     println!("look up order {reference}");
    /// }
    /// ```
    pub fn reference(&self) -> Option<&str> {
        self.inner.reference.as_deref()
    }

    /// Returns how many attempts were made, 0 if nothing was sent.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::{MemoryTransport, TransportError, TransportFailure};
    /// # use countersign::{Client, Envelope, endpoint, retry::RetryPolicy};
    /// # /// Returns a book.
    /// # #[endpoint(GET, "/book", response = String)]
    /// # pub struct GetBook {}
    /// # let transport = MemoryTransport::failing(|_| Err(TransportError::new(TransportFailure::NotSent, "no route")));
    /// # let builder = Client::builder("https://books.example", Scheme::none(), Envelope::none());
    /// # let client: Client = builder.transport(transport).build()?;
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let error = client.call(GetBook {}).retry(RetryPolicy::none()).await.unwrap_err();
    /// assert_eq!(error.attempts(), 1);
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn attempts(&self) -> u32 {
        self.inner.attempts
    }

    /// Returns how long the call took, including waits.
    ///
    /// ```
    /// # use countersign::{Error, ErrorKind};
    /// # use std::time::Duration;
    /// # let error = Error::new(ErrorKind::Timeout, "no answer in time");
    /// let message = format!("{error} (after {:.1?} and {} attempts)", error.elapsed(), error.attempts());
    /// # assert_eq!(message, "no answer in time (after 0.0ns and 0 attempts)");
    /// ```
    pub fn elapsed(&self) -> Duration {
        self.inner.elapsed
    }

    /// Returns the path of the value that could not be read, such as `data.items[3].price`.
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
    /// let answer = Answer::new(StatusCode::OK, r#"{"title": ["Faust"]}"#);
    /// let error = Entry::of::<GetBook>().read(&Envelope::none(), &answer).unwrap_err();
    /// assert_eq!(error.path(), Some("title"));
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn path(&self) -> Option<&str> {
        self.inner.path.as_deref()
    }

    /// Returns the part of the answer that could not be read, with a caret under it on a second line.
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
    /// let answer = Answer::new(StatusCode::OK, r#"{"title": ["Faust"]}"#);
    /// let error = Entry::of::<GetBook>().read(&Envelope::none(), &answer).unwrap_err();
    /// println!("{}", error.excerpt().unwrap_or_default());
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn excerpt(&self) -> Option<&str> {
        self.inner.excerpt.as_deref()
    }

    /// Returns the body of the answer as it was received.
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
    /// let answer = Answer::new(StatusCode::NOT_FOUND, "no such book");
    /// let error = Entry::of::<GetBook>().read(&Envelope::none(), &answer).unwrap_err();
    /// assert_eq!(error.body().map(|body| &body[..]), Some(&b"no such book"[..]));
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn body(&self) -> Option<&Bytes> {
        self.inner.body.as_ref()
    }

    /// Decodes the body of the failure as `T`, such as a `#[model]` or
    /// [`ProblemDetails`](crate::value::ProblemDetails), as leniently as an answer. To get the body without decoding,
    /// see [`body`](Self::body). A declaration names the type with `error = Type`.
    ///
    /// ```
    /// use countersign::{Answer, Entry, Envelope, endpoint, model};
    /// use http::StatusCode;
    ///
    /// /// What GitHub reports about a failure.
    /// #[model(rename_all = "snake_case")]
    /// pub struct Failure {
    ///     pub message: Option<String>,
    ///     pub documentation_url: Option<String>,
    /// }
    ///
    /// /// Returns a sentence.
    /// #[endpoint(GET, "/zen", response = String, error = Failure)]
    /// pub struct Zen {}
    ///
    /// let answer = Answer::new(StatusCode::NOT_FOUND, r#"{"message": "Not Found", "status": 404}"#);
    /// let error = Entry::of::<Zen>().read(&Envelope::none(), &answer).unwrap_err();
    /// assert_eq!(error.detail::<Failure>()?.message.as_deref(), Some("Not Found"));
    /// # Ok::<(), countersign::Error>(())
    /// ```
    ///
    /// # Errors
    /// There was no answer, or its body cannot be decoded as `T`.
    pub fn detail<T: Decode>(&self) -> Result<T, DecodeError> {
        from_text(self.body().map_or(&[][..], |body| body))
    }

    /// Returns the trace of what was signed, if the signature was refused.
    ///
    /// ```
    /// # use countersign::scheme::{Scheme, key_id, parameters, secret, signature};
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Credentials, Envelope, endpoint};
    /// # /// Returns the titles of all books.
    /// # #[endpoint(GET, "/titles", response = Vec<String>)]
    /// # pub struct Titles {
    /// #     /// The language.
    /// #     pub language: String,
    /// # }
    /// # let scheme = Scheme::new(parameters().sorted().pairs("=", "&").hmac_sha256(secret()).hex())
    /// #     .parameter("appKey", key_id())
    /// #     .parameter("sign", signature())
    /// #     .build();
    /// # let refusing = |_| http::Response::builder().status(401).body("invalid signature".into()).expect("an answer");
    /// # let client: Client = Client::builder("https://books.example", scheme, Envelope::none())
    /// #     .credentials(Credentials::new("reader", "sesame")?)
    /// #     .transport(MemoryTransport::new(refusing))
    /// #     .build()?;
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let error = client.call(Titles::builder().language("de").build()).await.unwrap_err();
    /// let trace = error.signing_trace().expect("the signature was refused");
    /// assert_eq!(trace.signed(), b"appKey=reader&language=de");
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn signing_trace(&self) -> Option<&SigningTrace> {
        self.inner.trace.as_ref()
    }

    /// Returns why the signature may have been refused, the most likely cause first. Empty if the answer does not look
    /// like a refused signature. [`explain`](Self::explain) prints them.
    ///
    /// ```
    /// # use countersign::{Error, ErrorKind};
    /// # let error = Error::new(ErrorKind::Business, "sold out");
    /// for finding in error.findings() {
    ///     println!("{}: {}", finding.cause.as_str(), finding.fix);
    /// }
    /// ```
    pub fn findings(&self) -> &[Finding] {
        &self.inner.findings
    }

    pub(crate) fn with_source(mut self, source: impl Into<Source>) -> Self {
        self.inner.source = Some(source.into().into());
        self
    }

    /// Sets a cause that several calls ended with.
    pub(crate) fn with_shared_source(mut self, source: Arc<dyn std::error::Error + Send + Sync>) -> Self {
        self.inner.source = Some(source);
        self
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.inner.source.as_deref().map(|source| source as &(dyn std::error::Error + 'static))
    }
}

impl From<ParameterError> for Error {
    fn from(error: ParameterError) -> Self {
        Self::new(ErrorKind::InvalidParameter, error.to_string()).with_source(error)
    }
}

impl From<AddressError> for Error {
    fn from(error: AddressError) -> Self {
        Self::new(ErrorKind::Configuration, error.to_string()).with_source(error)
    }
}

impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Self {
        Self::new(ErrorKind::Decode, error.to_string()).with_path(error.path().to_owned(), None).with_source(error)
    }
}
