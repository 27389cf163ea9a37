//! What a server answers: the writing half of an envelope, for stand-ins and mocks.

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};
use serde_json::{Value, json};

use super::Envelope;
use crate::operation::{Method, Operation, Schema};
use crate::value::Timestamp;

const JSON: &str = "application/json";

impl Envelope {
    /// Returns the answer of a success, as a server sends it: a response, given as JSON, in the form that the operation
    /// declares. Bytes are given as a list of numbers.
    ///
    /// ```
    /// use countersign::value::Timestamp;
    /// use countersign::{Endpoint, Envelope, endpoint};
    /// use serde_json::json;
    ///
    /// /// Creates a shelf.
    /// #[endpoint(POST, "/shelves", response = u64, status = [201])]
    /// pub struct CreateShelf {}
    ///
    /// let answer = Envelope::none().answer(CreateShelf::OPERATION, &json!(7), Timestamp::now(), "a-7");
    /// assert_eq!((answer.status().as_u16(), &answer.body()[..]), (201, &b"7"[..]));
    /// ```
    #[must_use]
    pub fn answer(&self, operation: &Operation, response: &Value, now: Timestamp, trace_id: &str) -> Response<Bytes> {
        let status = |usual| operation.status().first().copied().unwrap_or(usual);
        if let (Value::Null, [status, ..]) = (response, operation.empty()) {
            return respond(*status, None, Bytes::new());
        }
        match (operation.response(), response) {
            _ if operation.method() == Method::Head => respond(status(200), None, Bytes::new()),
            (Schema::Redirect, Value::String(target)) => {
                let mut answer = respond(status(302), None, Bytes::new());
                if let Ok(target) = HeaderValue::from_str(target) {
                    answer.headers_mut().insert(header::LOCATION, target);
                }
                answer
            }
            (Schema::Text, Value::String(text)) => {
                respond(status(200), Some("text/plain; charset=utf-8"), text.clone().into())
            }
            (Schema::Bytes, bytes) => {
                let bytes: Vec<u8> = serde_json::from_value(bytes.clone()).unwrap_or_default();
                respond(status(200), Some("application/octet-stream"), bytes.into())
            }
            (Schema::Nothing, _) if !self.wrapped => respond(status(204), None, Bytes::new()),
            (_, response) => {
                let steps = operation.data().steps();
                let payload = steps.iter().rfold(response.clone(), |inner, name| json!({ *name: inner }));
                let body = self.write(&payload, now, trace_id).to_string();
                respond(status(200), Some(JSON), body.into())
            }
        }
    }

    /// Returns the body of a success, as a server writes it.
    ///
    /// ```
    /// use countersign::Envelope;
    /// use countersign::value::Timestamp;
    /// use serde_json::json;
    ///
    /// let now = Timestamp::from_millisecond(1_528_942_782_000);
    /// let body = Envelope::default().write(&json!(["Faust"]), now, "a-7");
    /// assert_eq!(body["data"][0], "Faust");
    /// assert_eq!((&body["timestamp"], &body["traceId"]), (&json!(1_528_942_782_000_u64), &json!("a-7")));
    /// ```
    pub fn write(&self, data: &Value, now: Timestamp, trace_id: &str) -> Value {
        if !self.wrapped {
            return data.clone();
        }
        let code = self.success.first().copied().unwrap_or("200");
        let code = code.parse::<i64>().map_or_else(|_| code.into(), Value::from);
        self.write_failure(&code, self.success_message, data, now, trace_id)
    }

    /// Returns the body of a failure, as a server writes it.
    ///
    /// ```
    /// use countersign::Envelope;
    /// use countersign::value::Timestamp;
    /// use serde_json::{Value, json};
    ///
    /// let envelope = Envelope::default().without_metadata();
    /// let body = envelope.write_failure(&json!(1009), "sold out", &Value::Null, Timestamp::now(), "");
    /// assert_eq!(body, json!({ "code": 1009, "message": "sold out", "data": null }));
    /// ```
    pub fn write_failure(&self, code: &Value, message: &str, data: &Value, now: Timestamp, trace_id: &str) -> Value {
        let mut body = json!({ self.code: code, self.message: message, self.data: data });
        let constants = self.constants.iter().map(|(name, value)| (*name, (*value).into()));
        let timestamp = self.timestamp.map(|name| (name, now.as_millisecond().into()));
        let trace_id = self.trace_id.map(|name| (name, trace_id.into()));
        if let Some(members) = body.as_object_mut() {
            members.extend(constants.chain(timestamp).chain(trace_id).map(|(name, value)| (name.to_owned(), value)));
        }
        body
    }
}

fn respond(status: u16, media_type: Option<&'static str>, body: Bytes) -> Response<Bytes> {
    let mut answer = Response::new(body);
    *answer.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if let Some(media_type) = media_type {
        answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    }
    answer
}
