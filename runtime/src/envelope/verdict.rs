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
use crate::decode::{Decoded, without_mark};
use crate::operation::{Operation, PayloadFailure, Schema};
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
    let payload = payload(envelope, body)?;
    let steps = steps(operation, payload);
    // What stands around a response whose depth is not sure may say no, too.
    let outer = if operation.wrappers().is_empty() { steps.len() } else { 0 };
    (outer..=steps.len())
        .rev()
        .find_map(|depth| refusal_in(envelope, operation, declared, inside(payload, steps.get(..depth)?)))
}

fn refusal_in(envelope: &Envelope, operation: &Operation, declared: PayloadFailure, json: &[u8]) -> Option<Refusal> {
    let members = Members { there: json_members(json).ok()?, response: operation.response() };
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

fn payload<'b>(envelope: &Envelope, body: &'b [u8]) -> Option<&'b [u8]> {
    if envelope.wrapped { member(body, envelope.data) } else { Some(body) }
}

/// Returns the response in a body.
fn response<'b>(envelope: &Envelope, operation: &Operation, body: &'b [u8]) -> Option<&'b [u8]> {
    let payload = payload(envelope, body)?;
    Some(inside(payload, &steps(operation, payload)))
}

/// Returns what these steps lead to. A gateway that fails early leaves them out.
fn inside<'b>(payload: &'b [u8], steps: &[&str]) -> &'b [u8] {
    steps.iter().try_fold(payload, |at, name| member(at, name)).unwrap_or(payload)
}

/// Returns the names that lead from the payload of a body to the response.
pub(super) fn steps_of(envelope: &Envelope, operation: &Operation, body: &[u8]) -> Cow<'static, [&'static str]> {
    if operation.wrappers().is_empty() {
        return operation.data().steps().into();
    }
    payload(envelope, without_mark(body)).map_or_else(Cow::default, |payload| steps(operation, payload))
}

/// Returns the names that lead from a payload to the response; if its depth is not certain, as many as are present.
fn steps(operation: &Operation, payload: &[u8]) -> Cow<'static, [&'static str]> {
    let declared = operation.data().steps();
    if operation.wrappers().is_empty() {
        return declared.into();
    }
    let is_list = matches!(operation.response(), Schema::List(_));
    let holds = |json: &[u8]| matches!((json.first(), is_list), (Some(b'{'), _) | (Some(b'['), true));
    let (mut at, mut found) = (payload, Vec::new());
    while found.len() < DEEPEST {
        let mut inner = declared.iter().chain(operation.wrappers()).filter_map(|name| Some((*name, member(at, name)?)));
        let Some((name, json)) = inner.find(|(_, json)| holds(json)) else { break };
        found.push(name);
        at = json;
    }
    found.into()
}

/// The maximum number of members around a response.
const DEEPEST: usize = 8;

/// Returns the JSON of a member of an object. For a duplicate name, the last one counts.
fn member<'b>(object: &'b [u8], name: &str) -> Option<&'b [u8]> {
    let members: BTreeMap<String, &RawValue> = serde_json::from_slice(object).ok()?;
    members.get(name).map(|value| value.get().as_bytes())
}

/// The members of the object that reports success or failure.
struct Members<'b> {
    there: Vec<(Cow<'b, str>, &'b RawValue)>,
    response: Schema,
}

impl Members<'_> {
    /// A member, by any name of the field that is called so.
    fn json(&self, name: &str) -> Option<&str> {
        let fields = if let Schema::Object(info) = self.response { info().fields() } else { &[] };
        let field = fields.iter().find(|field| field.wire_name() == name);
        let is_called = |each: &str| each == name || field.is_some_and(|field| field.aliases().contains(&each));
        self.there.iter().find_map(|(each, value)| is_called(each).then(|| value.get()))
    }

    /// Returns a member, unless it is absent or `null`.
    fn value(&self, name: &str) -> Option<Value> {
        serde_json::from_str(self.json(name)?).ok().filter(|value: &Value| !value.is_null())
    }

    /// Returns a member that is a code.
    fn code(&self, name: &str) -> Option<String> {
        code::read(self.json(name)?).ok().flatten().map(Cow::into_owned)
    }

    fn text(&self, name: &str) -> Option<String> {
        self.value(name).as_ref().map(failure::plain)
    }
}
