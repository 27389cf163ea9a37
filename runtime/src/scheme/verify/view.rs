//! A received request without what carries the signature, and what arrived at a place.

use std::borrow::Cow;

use super::decode;
use crate::param::json_members;
use crate::scheme::definition::{Definition, Place};
use crate::scheme::encoded::Encoded;
use crate::scheme::error::{Refused, RefusedKind};
use crate::scheme::request::{Body, Request};

/// A pair as it arrived, decoded.
pub(super) struct Arrived {
    pub(super) name: Vec<u8>,
    pub(super) value: Vec<u8>,
    /// An object or a list of a JSON body.
    pub(super) nested: bool,
    /// It is written as its name alone.
    pub(super) bare: bool,
}

/// The request without what carries the signature.
pub(super) fn unsigned(definition: &Definition, request: &Request) -> Request {
    let mut request = request.clone();
    for send in definition.sends.iter().filter(|send| send.text.facts().signature && send.place == Place::Header) {
        request.headers.remove(&*send.name);
    }
    if let Some(query) = &mut request.query {
        let had_pairs = !query.bytes.is_empty();
        cut(query, |name| definition.carries_signature(Place::Query, name, request.body.kind()));
        if had_pairs && query.bytes.is_empty() {
            request.query = None;
        }
    }
    let mut body = std::mem::replace(&mut request.body, Body::None);
    let kind = body.kind();
    let carries = |name: &str| definition.carries_signature(Place::Form, name, kind);
    match &mut body {
        Body::Form(form) => cut(form, carries),
        Body::Fields(fields) => fields.retain(|(name, _)| !carries(name)),
        _ => {}
    }
    Request { body, ..request }
}

fn cut(encoded: &mut Encoded, carries: impl Fn(&str) -> bool) {
    let kept: Vec<&[u8]> = encoded.bytes.split(|byte| *byte == b'&').filter(|pair| !carries(&name_of(pair))).collect();
    let kept = kept.join(&b'&');
    encoded.bytes = kept;
}

/// The name of a pair, decoded.
fn name_of(pair: &[u8]) -> Cow<'_, str> {
    let name = pair.split(|byte| *byte == b'=').next().unwrap_or_default();
    match std::str::from_utf8(name) {
        Ok(plain) if !plain.contains(['%', '+']) => Cow::Borrowed(plain),
        _ => Cow::Owned(String::from_utf8_lossy(&decode::unescape(name, true)).into_owned()),
    }
}

/// The values of a name in a query or a form.
fn values(encoded: Option<&Encoded>, name: &str) -> Vec<Vec<u8>> {
    let raw = encoded.map_or(&[][..], |encoded| &encoded.bytes);
    let named = raw.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty() && name_of(pair) == name);
    named
        .map(|pair| {
            let value = pair.iter().position(|byte| *byte == b'=').and_then(|at| pair.get(at + 1..));
            decode::unescape(value.unwrap_or_default(), true)
        })
        .collect()
}

/// The pairs of a query or a form.
pub(super) fn pairs(encoded: Option<&Encoded>) -> Vec<Arrived> {
    let raw = encoded.map_or(&[][..], |encoded| &encoded.bytes);
    let pairs = raw.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
    let arrived = |pair: &[u8]| {
        let at = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
        let (name, value) = pair.split_at(at);
        let value = decode::unescape(value.get(1..).unwrap_or_default(), true);
        Arrived { name: decode::unescape(name, true), value, nested: false, bare: false }
    };
    pairs.map(arrived).collect()
}

/// The fields of a form, or of a body that something else has read.
pub(super) fn form(request: &Request) -> Vec<Arrived> {
    match &request.body {
        Body::Form(form) => pairs(Some(form)),
        Body::Fields(fields) => {
            let arrived = |(name, value): &(String, String)| Arrived {
                name: name.clone().into_bytes(),
                value: value.clone().into_bytes(),
                nested: false,
                bare: false,
            };
            fields.iter().map(arrived).collect()
        }
        _ => Vec::new(),
    }
}

/// The members of a JSON object; a `null` is one, for it may clear what the other side keeps.
pub(super) fn members(request: &Request) -> Result<Vec<Arrived>, Refused> {
    let Body::Json(json) = &request.body else { return Ok(Vec::new()) };
    let malformed = || Refused::new(RefusedKind::Malformed, "the body is not a JSON object with each name once");
    let mut members = Vec::new();
    for (name, raw) in json_members(&json.bytes).map_err(|_| malformed())? {
        let text = raw.get();
        let value = match text.chars().next() {
            Some('"') => serde_json::from_str(text).map_err(|_| malformed())?,
            _ => text.to_owned(),
        };
        let nested = text.starts_with(['{', '[']);
        members.push(Arrived { name: name.into_owned().into_bytes(), value: value.into_bytes(), nested, bare: false });
    }
    Ok(members)
}

/// What arrived where a scheme sends it; nothing when nothing did.
pub(super) fn at(request: &Request, place: Place, name: &str) -> Result<Option<Vec<u8>>, Refused> {
    let found: Vec<Vec<u8>> = match request.body.kind().place_of(place) {
        Place::Header => {
            let values = request.headers.get_all(name).iter();
            values.map(|value| value.as_bytes().trim_ascii().to_vec()).collect()
        }
        Place::Query => values(request.query.as_ref(), name),
        place => {
            let arrived = match place {
                Place::Json => members(request)?,
                _ => form(request),
            };
            let named = arrived.into_iter().filter(|arrived| arrived.name == name.as_bytes());
            named.map(|arrived| arrived.value).collect()
        }
    };
    if found.len() > 1 {
        return Err(Refused::new(RefusedKind::Malformed, format!("the {place} `{name}` arrived twice")));
    }
    Ok(found.into_iter().next())
}
