//! The answers of a stand-in.

use bytes::Bytes;
use countersign::Envelope;
use countersign::auth::Refusal;
use countersign::operation::Operation;
use countersign::param::ParameterError;
use countersign::value::Timestamp;
use http::{HeaderName, HeaderValue, Response, StatusCode, header};
use serde::Serialize;
use serde_json::Value;

/// An answer of a stand-in, before the envelope is put around it.
///
/// Any answer can be given a status and headers:
///
/// ```
/// use countersign_server::stand_in::Served;
///
/// let first_page = Served::response(&["one", "two"]).with_header("link", "</notes?page=2>; rel=\"next\"");
/// let created = Served::response(&"three").with_status(201).with_header("location", "/notes/3");
/// let unchanged = Served::raw(304, "").with_header("etag", "\"9055\"");
/// let moved = Served::raw(301, "").with_header("location", "/repositories/4821");
/// # let _ = (first_page, created, unchanged, moved);
/// ```
#[derive(Clone, Debug)]
pub struct Served {
    content: Content,
    /// That of the operation, or 200, unless it is set.
    status: Option<StatusCode>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

#[derive(Clone, Debug)]
enum Content {
    /// The payload of a success.
    Payload(Value),
    /// The envelope of a failure.
    Failure { code: Value, message: String, data: Value },
    /// A body as it is.
    Raw(Bytes),
}

impl Served {
    fn new(content: Content) -> Self {
        Self { content, status: None, headers: Vec::new() }
    }

    /// Answers with success: the response, in the form that the operation declares, and where it says that the response
    /// sits.
    ///
    /// ```
    /// use countersign_server::stand_in::Served;
    ///
    /// let titles = Served::response(&["Faust", "Emma"]);
    /// # assert!(format!("{titles:?}").contains("Emma"));
    /// ```
    #[must_use]
    pub fn response(response: &impl Serialize) -> Self {
        Self::new(Content::Payload(serde_json::to_value(response).unwrap_or_default()))
    }

    /// Creates a business failure: HTTP 200 and a code that is not a success.
    ///
    /// ```
    /// use countersign_server::stand_in::Served;
    /// use serde_json::json;
    ///
    /// let sold_out = Served::failure(1009, "sold out", json!({ "isbn": "9783150000014" }));
    /// # assert!(format!("{sold_out:?}").contains("1009"));
    /// ```
    #[must_use]
    pub fn failure(code: impl Into<Value>, message: impl Into<String>, data: Value) -> Self {
        Self::new(Content::Failure { code: code.into(), message: message.into(), data })
    }

    /// Creates an answer with this body unchanged, such as a captured one. A `status` out of range counts as 500.
    ///
    /// ```
    /// use countersign_server::stand_in::Served;
    ///
    /// let captured = Served::raw(502, "<html>Bad Gateway</html>").with_header("content-type", "text/html");
    /// # assert!(format!("{captured:?}").contains("502"));
    /// ```
    #[must_use]
    pub fn raw(status: u16, body: impl Into<Bytes>) -> Self {
        Self::new(Content::Raw(body.into())).with_status(status)
    }

    /// Sets the status. One that is out of range is 500. With 204, 205 and 304, no body is sent.
    ///
    /// ```
    /// use countersign_server::stand_in::Served;
    ///
    /// let created = Served::response(&7).with_status(201);
    /// # assert!(format!("{created:?}").contains("201"));
    /// ```
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = Some(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
        self
    }

    /// Adds a header, which may be repeated; a `content-type` replaces that of the body. Where it cannot be sent, the
    /// answer is a 500 that says so.
    ///
    /// ```
    /// use countersign_server::stand_in::Served;
    ///
    /// let limited = Served::raw(429, "").with_header("retry-after", "5");
    /// # assert!(format!("{limited:?}").contains("retry-after"));
    /// ```
    #[must_use]
    pub fn with_header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let (name, value) = (name.as_ref(), value.as_ref());
        match (name.parse(), HeaderValue::from_str(value)) {
            (Ok(name), Ok(value)) => self.headers.push((name, value)),
            _ => {
                return Self::raw(
                    500,
                    format!("this stand-in cannot send the header {name:?} with the value {value:?}"),
                );
            }
        }
        self
    }

    /// The answer as it travels.
    pub(super) fn into_response(
        self,
        envelope: &Envelope,
        operation: &Operation,
        now: Timestamp,
        trace_id: &str,
    ) -> Response<Bytes> {
        let usual = operation.status().first().and_then(|status| StatusCode::from_u16(*status).ok());
        let status = match self.content {
            Content::Payload(_) => self.status,
            Content::Failure { .. } | Content::Raw(_) => self.status.or(usual),
        };
        let mut response = match self.content {
            Content::Payload(payload) => envelope.answer(operation, &payload, now, trace_id),
            Content::Failure { code, message, data } => {
                json(envelope.write_failure(&code, &message, &data, now, trace_id).to_string().into())
            }
            Content::Raw(body) => json(body),
        };
        if let Some(status) = status {
            *response.status_mut() = status;
        }
        for (name, value) in self.headers {
            match name {
                header::CONTENT_TYPE => drop(response.headers_mut().insert(name, value)),
                name => drop(response.headers_mut().append(name, value)),
            }
        }
        if matches!(response.status().as_u16(), 204 | 205 | 304) {
            *response.body_mut() = Bytes::new();
            response.headers_mut().remove(header::CONTENT_TYPE);
        }
        response
    }

    /// An answer that is not of an operation, such as that of a fault.
    pub(super) fn into_plain(self) -> Response<Bytes> {
        self.into_response(&Envelope::none(), &Operation::ANY, Timestamp::now(), "")
    }
}

/// A captured body, with the status that the operation declares.
impl From<&'static str> for Served {
    fn from(body: &'static str) -> Self {
        Self::new(Content::Raw(Bytes::from_static(body.as_bytes())))
    }
}

fn json(body: Bytes) -> Response<Bytes> {
    let mut response = Response::new(body);
    if !response.body().is_empty() {
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    response
}

/// The reason why a stand-in does not pass a request to its operation.
#[derive(Debug)]
#[non_exhaustive]
pub enum Problem<'p> {
    /// No operation has this path.
    UnknownPath(&'p str),
    /// Operations with this path have another method.
    OtherMethod(&'p str),
    /// The request is not signed correctly.
    Refused(&'p Refusal),
    /// A parameter is missing or invalid.
    Parameter(&'p ParameterError),
}
