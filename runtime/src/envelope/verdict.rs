//! What a payload itself reports about the call: a failure, for operations that declare `failure(…)`, and a proof, for
//! operations that declare one.
//!
//! A gateway forwards the answer of the API behind it. Its own envelope can report success while the payload is a
//! failure, its own code can be less specific than the inner one, and it can report the failure of a call that was
//! carried out. Only the members that an operation declares are examined.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize as _;
use serde_json::Value;
use serde_json::value::RawValue;

use super::{Envelope, code, failure};
use crate::decode::Decoded;
use crate::operation::Operation;
use crate::param::json_members;

/// Code and message of a failure in a payload.
pub(super) struct Refusal {
    pub(super) code: String,
    pub(super) message: Option<String>,
}

/// Returns the failure in the payload of an answer. It needs a code: `false` alone also occurs in good answers, and so
/// does a code with `true`. An unreadable body contains none; decoding it will report why.
pub(super) fn refusal(envelope: &Envelope, operation: &Operation, body: &[u8]) -> Option<Refusal> {
    let declared = operation.failure()?;
    let members = Members(json_members(response(envelope, operation, body)?).ok()?);
    let code = members.code(declared.code())?;
    let says_no = match members.value(declared.success()) {
        Some(success) => serde_json::from_value(success).is_ok_and(|success: Decoded<bool>| !success.0),
        // A code on its own may be the one that means success.
        None => !envelope.is_success(&code),
    };
    says_no.then(|| Refusal { code, message: declared.message().and_then(|name| members.text(name)) })
}

/// Returns whether an answer contains a proof that the call was carried out, whatever else it reports. This is more
/// tolerant than reading the answer: bytes that are not UTF-8, or that follow the JSON, do not hide the proof.
pub(super) fn is_proof(envelope: &Envelope, operation: &Operation, body: &[u8]) -> bool {
    if !operation.needs_proof() {
        return false;
    }
    let text = String::from_utf8_lossy(body);
    let mut deserializer = serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}'));
    let Ok(json) = <&RawValue>::deserialize(&mut deserializer) else { return false };
    let response = response(envelope, operation, json.get().as_bytes()).and_then(|json| str::from_utf8(json).ok());
    response.is_some_and(|json| operation.is_proved_by(json))
}

/// Returns the response in a body. A gateway that fails early leaves out the members around it.
fn response<'b>(envelope: &Envelope, operation: &Operation, body: &'b [u8]) -> Option<&'b [u8]> {
    let payload = if envelope.wrapped { member(body, envelope.data)? } else { body };
    Some(operation.data().steps().iter().try_fold(payload, |at, name| member(at, name)).unwrap_or(payload))
}

/// Returns the JSON of a member of an object. For a duplicate name, the last one counts.
fn member<'b>(object: &'b [u8], name: &str) -> Option<&'b [u8]> {
    let members: BTreeMap<String, &RawValue> = serde_json::from_slice(object).ok()?;
    members.get(name).map(|value| value.get().as_bytes())
}

/// The members of the object that reports success or failure.
struct Members<'b>(Vec<(Cow<'b, str>, &'b RawValue)>);

impl Members<'_> {
    fn json(&self, name: &str) -> Option<&str> {
        self.0.iter().find_map(|(each, value)| (each == name).then(|| value.get()))
    }

    /// Returns a member, unless it is absent or `null`.
    fn value(&self, name: &str) -> Option<Value> {
        serde_json::from_str(self.json(name)?).ok().filter(|value: &Value| !value.is_null())
    }

    /// Returns a member that is a code.
    fn code(&self, name: &str) -> Option<String> {
        code::read(self.json(name)?).ok().flatten()
    }

    fn text(&self, name: &str) -> Option<String> {
        self.value(name).as_ref().map(failure::plain)
    }
}
