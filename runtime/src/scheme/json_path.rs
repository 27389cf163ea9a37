//! [`JsonPath`]: where a member of a JSON body is.

use std::ops::Range;
use std::sync::Arc;

use serde_json::value::RawValue;

use super::encoded::taken;
use super::error::SignError;
use crate::param::json_members;

/// The name of a member of the body, or a JSON Pointer (RFC 6901) to one further inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct JsonPath {
    /// The name or the pointer as the scheme has it.
    pub(super) written: Arc<str>,
    /// The names and indices that lead to the member, from the outside in. There is at least one.
    pub(super) steps: Vec<Arc<str>>,
}

impl JsonPath {
    pub(super) fn new(written: &str) -> Self {
        let unescaped = |step: &str| step.replace("~1", "/").replace("~0", "~").into();
        let steps = match written.strip_prefix('/') {
            Some(steps) => steps.split('/').map(unescaped).collect(),
            None => vec![written.into()],
        };
        Self { written: written.into(), steps }
    }

    /// Returns whether it is a pointer with an escape that does not exist.
    pub(super) fn is_malformed(&self) -> bool {
        let mut escapes = self.written.split('~').skip(1);
        self.written.starts_with('/') && escapes.any(|rest| !rest.starts_with(['0', '1']))
    }

    /// Returns the member, if there is one. Every object on the way must be free of duplicate names.
    pub(super) fn find<'j>(&self, json: &'j [u8]) -> Result<Option<&'j RawValue>, String> {
        let (mut within, mut found) = (json, None);
        for step in &self.steps {
            found = self.child(json, within, step)?;
            let Some(next) = found else { return Ok(None) };
            within = next.get().as_bytes();
        }
        Ok(found)
    }

    /// Returns where to write what, so that a JSON object has this value here, and where the value begins in that. It
    /// becomes the last member of the innermost object that exists, or replaces an empty string that reserves a place.
    pub(super) fn put(
        &self,
        json: &[u8],
        value: &str,
        reserved: bool,
    ) -> Result<(Range<usize>, String, usize), SignError> {
        let start = |part: &[u8]| (part.as_ptr() as usize).wrapping_sub(json.as_ptr() as usize);
        let (mut within, mut steps) = (json, self.steps.as_slice());
        while let [step, rest @ ..] = steps {
            let Some(next) = self.child(json, within, step).map_err(SignError::new)? else { break };
            (within, steps) = (next.get().as_bytes(), rest);
        }
        let at = start(within);
        let Some(before_end) = within.trim_ascii_end().strip_suffix(b"}").filter(|_| !steps.is_empty()) else {
            return match steps {
                [] if within == b"\"\"" && reserved => Ok((at..at + within.len(), value.to_owned(), 0)),
                [] => Err(taken(&self.written)),
                _ => Err(self.not_in_list()),
            };
        };
        if steps.iter().skip(1).any(|step| index(step).is_some()) {
            return Err(self.not_in_list());
        }
        let comma = if before_end.trim_ascii_end().ends_with(b"{") { "" } else { "," };
        let names: Vec<String> = steps.iter().map(|step| serde_json::Value::from(&**step).to_string() + ":").collect();
        let key = format!("{comma}{}", names.join("{"));
        let end = at + before_end.len();
        Ok((end..end, format!("{key}{value}{}", "}".repeat(steps.len() - 1)), key.len()))
    }

    /// Returns a member of an object or an element of a list.
    fn child<'j>(&self, json: &[u8], within: &'j [u8], step: &str) -> Result<Option<&'j RawValue>, String> {
        let list = within.trim_ascii_start().starts_with(b"[") && within.len() < json.len();
        let found = if list {
            let elements = serde_json::from_slice::<Vec<&RawValue>>(within);
            elements.map(|elements| index(step).and_then(|index| elements.get(index).copied()))
        } else {
            json_members(within).map(|members| members.into_iter().find(|(name, _)| name == step).map(|(_, raw)| raw))
        };
        found.map_err(|error| match within.len() == json.len() {
            true => format!("the body is not a JSON object: {error}"),
            // The error would contain the value.
            false => format!("what leads to `{}` is not an object with each name once, or a list", self.written),
        })
    }

    fn not_in_list(&self) -> SignError {
        SignError::new(format!("the body has no element of a list that leads to `{}`: add it", self.written))
    }
}

/// Returns the index of an element of a list.
fn index(step: &str) -> Option<usize> {
    step.parse().ok().filter(|index: &usize| index.to_string() == step)
}
