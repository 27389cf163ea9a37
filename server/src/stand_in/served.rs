//! What a stand-in answers.

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};
use serde::Serialize;
use serde_json::Value;

use countersign::auth::Refusal;
use countersign::operation::{Method, Operation, Schema};
use countersign::param::ParameterError;

/// An answer of a stand-in, before the envelope is put around it.
#[derive(Clone, Debug)]
pub struct Served {
    pub(super) content: Content,
}

#[derive(Clone, Debug)]
pub(super) enum Content {
    /// The payload of a success.
    Payload(Value),
    /// The envelope of a failure, with HTTP 200.
    Failure { code: Value, message: String, data: Value },
    /// Everything as it is.
    Raw { status: StatusCode, headers: Vec<(header::HeaderName, HeaderValue)>, body: Bytes },
}

impl Served {
    /// A success: the response, which goes where the operation's definition says it sits.
    #[must_use]
    pub fn response(response: &impl Serialize) -> Self {
        Self { content: Content::Payload(serde_json::to_value(response).unwrap_or_default()) }
    }

    /// A business failure: HTTP 200 and a code that is no success.
    #[must_use]
    pub fn failure(code: impl Into<Value>, message: impl Into<String>, data: Value) -> Self {
        Self { content: Content::Failure { code: code.into(), message: message.into(), data } }
    }

    /// A body as it is, such as a captured answer; `status` out of range is 500.
    #[must_use]
    pub fn raw(status: u16, body: impl Into<Bytes>) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self { content: Content::Raw { status, headers: Vec::new(), body: body.into() } }
    }

    /// The answer of an operation that has no JSON in it.
    pub(super) fn plain(operation: &Operation, payload: Value) -> Self {
        if is_absent(operation, &payload) {
            return Self::raw(operation.empty().first().copied().unwrap_or(204), Bytes::new());
        }
        let status = usual_status(operation);
        match (operation.response(), payload) {
            _ if operation.method() == Method::Head => Self::raw(status, Bytes::new()),
            (Schema::Text, Value::String(text)) => {
                Self::raw(status, text).with_header(header::CONTENT_TYPE, "text/plain; charset=utf-8")
            }
            (Schema::Bytes, bytes) => Self::raw(status, serde_json::from_value::<Vec<u8>>(bytes).unwrap_or_default())
                .with_header(header::CONTENT_TYPE, "application/octet-stream"),
            _ => Self::raw(operation.status().first().copied().unwrap_or(204), Bytes::new()),
        }
    }

    /// Adds a header to a [`raw`](Self::raw) answer; others have none of their own. A value that is no header is left
    /// out.
    #[must_use]
    pub fn with_header(mut self, name: header::HeaderName, value: &str) -> Self {
        if let (Content::Raw { headers, .. }, Ok(value)) = (&mut self.content, HeaderValue::from_str(value)) {
            headers.push((name, value));
        }
        self
    }

    /// A raw answer as an HTTP response; the others need an envelope first.
    pub(super) fn into_response(self) -> Response<Bytes> {
        let (status, headers, body) = match self.content {
            Content::Raw { status, headers, body } => (status, headers, body),
            Content::Payload(value) | Content::Failure { data: value, .. } => {
                (StatusCode::OK, Vec::new(), value.to_string().into())
            }
        };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        if !response.body().is_empty() {
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        response.headers_mut().extend(headers);
        response
    }
}

/// The status of a success.
pub(super) fn usual_status(operation: &Operation) -> u16 {
    operation.status().first().copied().unwrap_or(200)
}

/// Whether an operation answers without a value, by a status of its own.
pub(super) fn is_absent(operation: &Operation, payload: &Value) -> bool {
    payload.is_null() && !operation.empty().is_empty()
}

/// Why a stand-in does not hand a request to its operation.
#[derive(Debug)]
#[non_exhaustive]
pub enum Problem<'p> {
    /// No operation has this path.
    UnknownPath(&'p str),
    /// Operations with this path have another method.
    OtherMethod(&'p str),
    /// The request is not signed as it must be.
    Refused(&'p Refusal),
    /// A parameter is missing or wrong.
    Parameter(&'p ParameterError),
}
