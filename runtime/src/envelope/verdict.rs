//! What a payload itself says of its success, for operations that declare `failure(…)`.
//!
//! A gateway forwards the answer of the API behind it: its own envelope can say yes while the payload says no, and its
//! own code says less than the one inside. Only operations that declare where to look are looked into.

use serde_json::Value;

use super::{Envelope, failure};
use crate::operation::Operation;

/// Code and text by which a payload says no.
pub(super) struct Refusal {
    pub(super) code: String,
    pub(super) message: Option<String>,
}

/// The refusal in the payload of an answer. Both are needed for one: `false` alone also comes with good answers, and a
/// code alone does with some. A body that cannot be read holds none; decoding it will say why.
pub(super) fn refusal(envelope: &Envelope, operation: &Operation, body: &[u8]) -> Option<Refusal> {
    let declared = operation.failure.as_ref()?;
    let body: Value = serde_json::from_slice(body).ok()?;
    let payload = if envelope.wrapped { body.get(envelope.data)? } else { &body };
    let said = operation.data.map_or(Some(payload), |path| path.split('.').try_fold(payload, |at, name| at.get(name)));
    // A gateway that fails sooner leaves out the steps to the response.
    let said = said.unwrap_or(payload);
    let member = |name: &str| said.get(name).filter(|value| !value.is_null()).map(failure::plain);
    let code = member(declared.code).filter(|code| !code.is_empty())?;
    let is_refused = said.get(declared.success).and_then(Value::as_bool) == Some(false);
    is_refused.then(|| Refusal { code, message: declared.message.and_then(member) })
}
