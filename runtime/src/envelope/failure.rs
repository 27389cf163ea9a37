//! Turns a failed answer into an error of the right kind.

use std::borrow::Cow;

use bytes::Bytes;
use serde_json::Value;

use super::payload::{self, Outcome};
use super::verdict::Refusal;
use super::{Answer, Envelope, code, words};
use crate::address::resolve;
use crate::clip::clipped;
use crate::decode::plain_text;
use crate::error::{self, Error, ErrorKind};
use crate::operation::{Operation, Source};
use crate::param::json_members;
use crate::printable::url_without_secrets;

/// Members of a failed answer that contain its message, in order of preference; frameworks differ.
const TEXTS: [&str; 4] = ["message", "detail", "msg", "error"];

/// Returns the error of an answer whose status is not a success.
pub(super) fn of_status(envelope: &Envelope, operation: &Operation, answer: &Answer) -> Error {
    let [code, trace_id, said] = members(envelope, &answer.body);
    let said = said.unwrap_or_else(|| first_line(&answer.body));
    let kind = kind_of(answer.status, &said);
    let reason = answer.status.canonical_reason().unwrap_or("an unusual status");
    let message = if let Some(target) = redirect_of(answer) {
        let rule = if operation.follows_redirects() { "followed on one host alone" } else { "not followed" };
        format!("the server answered {reason}, {target}: redirects are {rule}")
    } else if said.is_empty() {
        format!("the vendor answered {reason}")
    } else {
        format!("the vendor answered {reason}: {said}")
    };
    Error::new(kind, message)
        .with_hint(hint_of(kind, answer.status, operation.source()))
        .with_code(code)
        .with_trace_id(trace_id)
        .with_outcome(outcome_of(answer.status))
}

/// Returns the `Location` of a redirect.
pub(super) fn target_of(answer: &Answer) -> Option<Bytes> {
    let is_redirect = matches!(answer.status.as_u16(), 301..=303 | 307 | 308);
    let location = answer.headers.get(http::header::LOCATION).filter(|_| is_redirect)?.as_bytes();
    Some(match (&answer.url, str::from_utf8(location)) {
        (Some(url), Ok(location)) => resolve(location, url).into(),
        _ => Bytes::copy_from_slice(location),
    })
}

/// Describes where a redirect points to; `None` for other answers. Query and user are left out: they may contain the
/// signature.
fn redirect_of(answer: &Answer) -> Option<String> {
    if !matches!(answer.status.as_u16(), 300..=303 | 305..=308) {
        return None;
    }
    let Some(location) = answer.headers.get(http::header::LOCATION) else {
        return Some(String::from("which names no `location`"));
    };
    let shown = url_without_secrets(&String::from_utf8_lossy(location.as_bytes()));
    Some(format!("`location` {}", clipped(&shown, 200)))
}

/// Returns what a failure status means for the call. The 4xx statuses with which a proxy or a server may also give up
/// leave the outcome open, as all statuses outside of 4xx do.
fn outcome_of(status: http::StatusCode) -> error::Outcome {
    match status.as_u16() {
        408 | 425 | 499 => error::Outcome::Unknown,
        400..=499 => error::Outcome::Refused,
        _ => error::Outcome::Unknown,
    }
}

/// Returns the error of an envelope whose code is not a success.
pub(super) fn of_code(envelope: &Envelope, code: String, message: Option<String>) -> Error {
    let outcome =
        if envelope.leaves_outcome_unknown(&code) { error::Outcome::Unknown } else { error::Outcome::Refused };
    said_no(code, &message.unwrap_or_default()).with_outcome(outcome)
}

/// Returns the error of a code and a message.
fn said_no(code: String, said: &str) -> Error {
    let message = format!("the vendor rejected the request with code {code}: {said}");
    Error::new(ErrorKind::Business, message).with_code(Some(code))
}

/// Returns the error of an answer whose payload is a failure, whatever the code of its envelope.
pub(super) fn of_payload(envelope: &Envelope, refusal: Refusal, body: &Bytes) -> Error {
    let read = match payload::read::<()>(envelope, &[], body) {
        Ok((read, _)) => read,
        Err(unreadable) => return unreadable,
    };
    let Refusal { code, message } = refusal;
    let error = match read.outcome {
        Outcome::Success(_) => of_code(envelope, code.clone(), message),
        Outcome::Failure { code: outer, message: said } => {
            let inner = message.map_or_else(|| code.clone(), |message| format!("{code}: {message}"));
            said_no(outer, &format!("{} ({inner})", said.unwrap_or_default()))
        }
    };
    error.with_outcome(error::Outcome::Refused).with_upstream_code(code).with_trace_id(read.trace_id)
}

/// Returns the error of an answer without a value, for a response that must be present.
pub(super) fn without_value(status: http::StatusCode) -> Error {
    let message = format!("the answer {status} has no value, and the response is not an `Option`");
    Error::new(ErrorKind::Decode, message)
}

/// Returns the error of a successful answer that does not contain the required proof.
pub(super) fn without_proof(operation: &Operation) -> Error {
    let proof: Vec<String> = operation.proof_on_wire().iter().map(|path| format!("`{path}`")).collect();
    let message = format!("the answer reports success without {}, which would prove it", proof.join(" or "));
    Error::new(ErrorKind::OutcomeUnknown, message)
}

fn kind_of(status: http::StatusCode, said: &str) -> ErrorKind {
    let said = said.to_lowercase();
    match status.as_u16() {
        429 => ErrorKind::RateLimited,
        400 | 401 | 403 if words::of_signature(&said) => ErrorKind::SignatureRefused,
        401 => ErrorKind::Credentials,
        _ => ErrorKind::Http,
    }
}

fn hint_of(kind: ErrorKind, status: http::StatusCode, source: Source) -> Option<&'static str> {
    match (kind, status.as_u16()) {
        (ErrorKind::Http, 404) if source == Source::Inferred => Some(
            "the path is a guess: if you know the real one, set it with `ClientBuilder::path` (`--path` of a command line)",
        ),
        (ErrorKind::SignatureRefused, _) => Some("compare the signing trace of this error with what the vendor signs"),
        (ErrorKind::Http, 300..=303 | 305..=308) => {
            Some("a signature is for one URL: if the API has moved, set its new base URL")
        }
        (ErrorKind::RateLimited, _) => Some("the client keeps to a rate with `ClientBuilder::limiter`"),
        _ => None,
    }
}

/// Returns code, trace id and message of a failed answer.
fn members(envelope: &Envelope, body: &[u8]) -> [Option<String>; 3] {
    let members = json_members(body).unwrap_or_default();
    let member = |name: &str| members.iter().rev().find_map(|(each, json)| (each == name).then(|| json.get()));
    let texts = std::iter::once(envelope.message).chain(TEXTS).filter_map(member);
    let said = texts.into_iter().find(|json| json.starts_with('"'));
    let code = member(envelope.code).and_then(|json| code::read(json).ok().flatten()).map(Cow::into_owned);
    let text = |json: &str| plain_text(json.into()).map(Cow::into_owned);
    [code, envelope.trace_id.and_then(member).and_then(text), said.and_then(text)]
}

/// Returns a string without its quotes, anything else as JSON.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn first_line(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body.get(..400).unwrap_or(body)).into_owned();
    clipped(text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default(), 160).into_owned()
}
