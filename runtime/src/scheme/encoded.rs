//! A query, a form or JSON as bytes, to which a scheme can add something.

use std::borrow::Cow;
use std::ops::Range;

use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::error::SignError;
use super::json_path::JsonPath;
use super::sign::{Raw, form_decode, percent_encode};
use crate::operation::Place;
use crate::param::{Draft, Form, Known, Name, Origin, json_members};

/// Bytes, and the ranges of secrets in them.
#[derive(Clone, Default)]
pub(super) struct Encoded {
    pub(super) bytes: Vec<u8>,
    pub(super) secret: Vec<Range<usize>>,
}

impl Encoded {
    /// Returns the ranges of the pairs between `&`, and of the value in each.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
        let mut start = 0;
        self.bytes.split(|byte| *byte == b'&').filter_map(move |pair| {
            let whole = start..start + pair.len();
            start = whole.end + 1;
            let between = pair.iter().position(|byte| *byte == b'=').map_or(pair.len(), |at| at + 1);
            (!whole.is_empty()).then(|| (whole.clone(), whole.start + between..whole.end))
        })
    }

    /// Returns all of the bytes, for signing.
    pub(super) fn raw(&self) -> Raw<'_> {
        Raw { bytes: Cow::Borrowed(&self.bytes), secret: Cow::Borrowed(&self.secret) }
    }

    /// Marks the values of pairs as secret.
    pub(super) fn hide_pairs(&mut self, is_hidden: impl Fn(&str) -> bool) {
        let is_it = |pair: &Range<usize>, value: &Range<usize>| {
            let name = self.bytes.get(pair.start..value.start).unwrap_or_default();
            let mut decoded = Vec::new();
            form_decode(name.strip_suffix(b"=").unwrap_or(name), &mut decoded);
            is_hidden(&String::from_utf8_lossy(&decoded))
        };
        let found = self.pairs().filter(|(pair, value)| is_it(pair, value)).map(|(_, value)| value);
        let found: Vec<_> = found.filter(|value| !value.is_empty() && !self.is_secret(value)).collect();
        self.secret.extend(found);
    }

    /// Marks the values of members of a JSON body as secret.
    pub(super) fn hide_members(&mut self, is_hidden: impl Fn(&str) -> bool) {
        let Ok(whole) = serde_json::from_slice::<&RawValue>(&self.bytes) else { return };
        let mut found = Vec::new();
        hidden_members(whole, 0, &is_hidden, &mut |value: &RawValue| {
            let start = (value.get().as_ptr() as usize).wrapping_sub(self.bytes.as_ptr() as usize);
            found.push(start..start + value.get().len());
        });
        found.retain(|value| !self.is_secret(value));
        self.secret.extend(found);
    }

    fn is_secret(&self, range: &Range<usize>) -> bool {
        self.secret.iter().any(|secret| secret.start < range.end && secret.end > range.start)
    }

    /// Writes the pairs into a draft, decoded.
    pub(super) fn write_pairs(&self, place: Place, draft: &mut Draft) {
        for (pair, value) in self.pairs() {
            let name = self.bytes.get(pair.start..value.start).unwrap_or_default();
            let (start, secret) = (draft.bytes.len(), self.is_secret(&value));
            form_decode(name.strip_suffix(b"=").unwrap_or(name), &mut draft.bytes);
            let name = start..draft.bytes.len();
            draft.bytes.push(b'=');
            let value = self.bytes.get(value).unwrap_or_default();
            write(draft, name, place, Form::Text, secret, |to| form_decode(value, to));
        }
    }

    /// Writes the members of a JSON object into a draft. Strings are decoded.
    pub(super) fn write_members(&self, draft: &mut Draft) -> Result<(), SignError> {
        let members = json_members(&self.bytes);
        let members = members.map_err(|error| SignError::new(format!("the body is not a JSON object: {error}")))?;
        for (name, raw) in &members {
            let text = raw.get();
            let at = (text.as_ptr() as usize).wrapping_sub(self.bytes.as_ptr() as usize);
            let secret = self.is_secret(&(at..at + text.len()));
            let decoded = text.starts_with('"').then(|| serde_json::from_str::<String>(text)).transpose();
            let decoded = decoded.map_err(|_| SignError::new("a string in the body is malformed"))?;
            let form = if decoded.is_some() { Form::Text } else { Form::Json };
            let start = draft.open(name);
            let value = decoded.as_deref().unwrap_or(text).as_bytes();
            write(draft, start - 1 - name.len()..start - 1, Place::Body, form, secret, |to| {
                to.extend_from_slice(value);
            });
        }
        Ok(())
    }

    /// Returns the ranges of the values of a name.
    pub(super) fn values(&self, name: &str) -> Vec<Range<usize>> {
        let named = |pair: &Range<usize>, value: &Range<usize>| {
            let raw = self.bytes.get(pair.start..value.start).unwrap_or_default();
            let raw = raw.strip_suffix(b"=").unwrap_or(raw);
            let mut decoded = Vec::new();
            form_decode(raw, &mut decoded);
            decoded == name.as_bytes()
        };
        self.pairs().filter(|(pair, value)| named(pair, value)).map(|(_, value)| value).collect()
    }

    pub(super) fn push(&mut self, name: &str, value: &[u8], secret: bool) {
        if !self.bytes.is_empty() {
            self.bytes.push(b'&');
        }
        percent_encode(name.as_bytes(), &mut self.bytes);
        self.bytes.push(b'=');
        let start = self.bytes.len();
        percent_encode(value, &mut self.bytes);
        if secret {
            self.secret.push(start..self.bytes.len());
        }
    }

    /// Adds a pair at the end, or in place of an empty one unless it is the signature.
    pub(super) fn put(
        &mut self,
        name: &str,
        value: &[u8],
        secret: bool,
        [is_new, is_signature]: [bool; 2],
    ) -> Result<(), SignError> {
        let known = if is_new { Vec::new() } else { self.values(name) };
        match known.as_slice() {
            [] => self.push(name, value, secret),
            [empty] if empty.is_empty() && !is_signature => {
                let mut encoded = Vec::new();
                // The `=` may be missing as well.
                if empty.start == 0 || self.bytes.get(empty.start - 1) != Some(&b'=') {
                    encoded.push(b'=');
                }
                let before = encoded.len();
                percent_encode(value, &mut encoded);
                self.replace(empty.clone(), &encoded, secret, before);
            }
            _ => return Err(taken(name)),
        }
        Ok(())
    }

    /// Adds a member at the end of its object, or in place of an empty string that reserves a place. None is reserved
    /// for the signature. A number is written without quotes.
    pub(super) fn put_member(
        &mut self,
        path: &JsonPath,
        value: &[u8],
        secret: bool,
        [is_number, is_signature]: [bool; 2],
    ) -> Result<(), SignError> {
        let value = String::from_utf8_lossy(value);
        let value = if is_number { value.into_owned() } else { serde_json::Value::from(value.as_ref()).to_string() };
        let (place, written, before) = path.put(&self.bytes, &value, !is_signature)?;
        self.replace(place, written.as_bytes(), secret, before);
        Ok(())
    }

    /// Replaces bytes. If anything in the new ones is secret, it starts after the first `before` of them.
    fn replace(&mut self, place: Range<usize>, bytes: &[u8], secret: bool, before: usize) {
        let moved = |at: usize| at + bytes.len() - place.len();
        for range in self.secret.iter_mut().filter(|range| range.end > place.end) {
            // What is written inside a secret is secret as well.
            let start = if range.start >= place.end { moved(range.start) } else { range.start };
            *range = start..moved(range.end);
        }
        self.bytes.splice(place.clone(), bytes.iter().copied());
        if secret {
            self.secret.push(place.start + before..place.start + bytes.len());
        }
    }
}

/// Writes a component whose name is already there. Secrets are kept outside of the buffer.
fn write(
    draft: &mut Draft,
    name: Range<usize>,
    place: Place,
    form: Form,
    secret: bool,
    write: impl FnOnce(&mut Vec<u8>),
) {
    let start = draft.bytes.len();
    if secret {
        let mut value = Zeroizing::new(Vec::new());
        write(&mut value);
        let known = Known { json: matches!(form, Form::Json), ..Known::NOTHING };
        let form = draft.keep_secret(value);
        return draft.close_with(start, Name::at(name), place, form, Origin::Secret, known);
    }
    write(&mut draft.bytes);
    draft.close_with(start, Name::at(name), place, form, Origin::Field, Known::NOTHING);
}

/// Returns the range of a member's value in a JSON object.
pub(super) fn member(json: &[u8], name: &str) -> Option<Range<usize>> {
    let members = json_members(json).ok()?;
    let (_, raw) = members.iter().find(|(member, _)| member == name)?;
    let start = (raw.get().as_ptr() as usize).checked_sub(json.as_ptr() as usize)?;
    Some(start..start + raw.get().len())
}

/// Adds a field of the body to a draft, with its value outside of the buffer.
pub(super) fn add_hidden(draft: &mut Draft, name: &str, value: &str) {
    let start = draft.open(name);
    write(draft, start - 1 - name.len()..start - 1, Place::Body, Form::Text, true, |to| {
        to.extend_from_slice(value.as_bytes());
    });
}

/// How deep members are looked for. What is deeper is hidden as a whole.
const DEEP: usize = 64;

/// Passes on the values of members that are hidden, at any depth, and what members cannot be read from.
fn hidden_members<'j>(
    json: &'j RawValue,
    depth: usize,
    is_hidden: &impl Fn(&str) -> bool,
    hide: &mut impl FnMut(&'j RawValue),
) {
    let text = json.get();
    if text.starts_with('{') {
        let Some(members) = json_members(text.as_bytes()).ok().filter(|_| depth < DEEP) else { return hide(json) };
        for (name, value) in members {
            if is_hidden(&name) { hide(value) } else { hidden_members(value, depth + 1, is_hidden, hide) }
        }
    } else if text.starts_with('[') {
        let items = serde_json::from_str::<Vec<&RawValue>>(text).ok().filter(|_| depth < DEEP);
        let Some(items) = items else { return hide(json) };
        items.into_iter().for_each(|item| hidden_members(item, depth + 1, is_hidden, hide));
    }
}

pub(super) fn taken(name: &str) -> SignError {
    SignError::new(format!("the request has a parameter `{name}`, which the scheme adds: remove it"))
}
