//! What a payload itself says of its success, for operations that declare `failure(…)`.
//!
//! A gateway forwards the answer of the API behind it: its own envelope can say yes while the payload says no, and its
//! own code says less than the one inside. Only operations that declare where to look are looked into.

use std::borrow::Cow;

use serde_json::Value;
use serde_json::value::RawValue;

use super::{Envelope, failure};
use crate::operation::Operation;
use crate::param::json_members;

/// Code and text by which a payload says no.
pub(super) struct Refusal {
    pub(super) code: String,
    pub(super) message: Option<String>,
}

/// The refusal in the payload of an answer. A code is needed for one: `false` alone also comes with good answers. So
/// does a code beside `true`, or beside a member that only a good answer has. A body that cannot be read holds none;
/// decoding it will say why.
pub(super) fn refusal(envelope: &Envelope, operation: &Operation, body: &[u8]) -> Option<Refusal> {
    let declared = operation.failure.as_ref()?;
    let payload = if envelope.wrapped { member(body, envelope.data)? } else { body };
    let mut steps = operation.data.into_iter().flat_map(|path| path.split('.'));
    // A gateway that fails sooner leaves out the steps to the response.
    let said = steps.try_fold(payload, member).unwrap_or(payload);
    let members = Members(json_members(said).ok()?);
    let code = members.text(declared.code).filter(|code| !code.is_empty())?;
    let says_no = match members.text(declared.success) {
        Some(success) => success == "false",
        // A code by itself may be the one that means success.
        None => !envelope.success.contains(&code.as_str()),
    };
    let is_refused = says_no && !declared.unless.iter().any(|name| members.holds(name));
    is_refused.then(|| Refusal { code, message: declared.message.and_then(|name| members.text(name)) })
}

/// The text of a member of an object.
fn member<'b>(object: &'b [u8], name: &str) -> Option<&'b [u8]> {
    let members = json_members(object).ok()?;
    members.into_iter().find_map(|(each, value)| (each == name).then(|| value.get().as_bytes()))
}

/// The members of the object that says yes or no.
struct Members<'b>(Vec<(Cow<'b, str>, &'b RawValue)>);

impl Members<'_> {
    /// A member, unless it is absent or `null`.
    fn value(&self, name: &str) -> Option<Value> {
        let (_, text) = self.0.iter().find(|(each, _)| each == name)?;
        serde_json::from_str(text.get()).ok().filter(|value: &Value| !value.is_null())
    }

    fn text(&self, name: &str) -> Option<String> {
        self.value(name).as_ref().map(failure::plain)
    }

    /// Whether a member says something: an empty text or list does not.
    fn holds(&self, name: &str) -> bool {
        self.value(name).is_some_and(|value| !matches!(failure::plain(&value).as_str(), "" | "[]"))
    }
}
