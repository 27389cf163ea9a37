//! A received request as the verifier sees it: pairs decoded once, and what carries the signature kept apart.

use std::borrow::Cow;
use std::sync::Arc;

use super::decode;
use crate::param::json_members;
use crate::scheme::definition::{Definition, Place, Sent};
use crate::scheme::encoded::Encoded;
use crate::scheme::error::{Refused, RefusedKind};
use crate::scheme::json_path::JsonPath;
use crate::scheme::request::{Body, Kind, Request};

/// A decoded pair.
#[derive(Clone)]
pub(super) struct Arrived<'r> {
    pub(super) name: Cow<'r, [u8]>,
    pub(super) value: Cow<'r, [u8]>,
    /// Whether it is an object or a list in a JSON body.
    pub(super) nested: bool,
    /// Whether it is a value other than a string in a JSON body.
    pub(super) json: bool,
    /// Whether it is written as its name alone.
    pub(super) bare: bool,
    /// Whether it carries the signature, so that no text contains it.
    carries: bool,
}

impl<'r> Arrived<'r> {
    pub(super) fn new(name: impl Into<Cow<'r, [u8]>>, value: impl Into<Cow<'r, [u8]>>) -> Self {
        Self { name: name.into(), value: value.into(), nested: false, json: false, bare: false, carries: false }
    }

    /// Returns the same pair without copying.
    fn by_reference(&self) -> Arrived<'_> {
        Arrived { name: Cow::Borrowed(&self.name), value: Cow::Borrowed(&self.value), ..*self }
    }
}

/// The capacity that suffices for an ordinary query.
pub(super) const USUAL_PAIRS: usize = 12;

/// A received request.
pub(super) struct View<'r> {
    pub(super) definition: &'r Definition,
    pub(super) request: &'r Request,
    query: Vec<Arrived<'r>>,
    /// What was read from the body; `None` if it is not the JSON object that it should be.
    body: Option<Vec<Arrived<'r>>>,
}

impl<'r> View<'r> {
    /// Decodes the pairs of query and body, if a text or something that is sent needs them.
    pub(super) fn of(definition: &'r Definition, request: &'r Request, needed: [bool; 2]) -> Self {
        let kind = request.body.kind();
        let is_sent =
            |places: &[Place]| definition.sends.iter().any(|send| places.contains(&kind.place_of(send.place)));
        let mut view = Self { definition, request, query: Vec::new(), body: Some(Vec::new()) };
        if needed[0] || is_sent(&[Place::Query]) {
            view.query = view.pairs(Place::Query, request.query.as_ref());
        }
        if needed[1] || is_sent(&[Place::Form, Place::Json]) {
            view.body = match &request.body {
                Body::Form(form) => Some(view.pairs(Place::Form, Some(form))),
                Body::Json(json) => view.members(&json.bytes, &[]),
                Body::Fields(fields) => {
                    let pairs = fields.iter().map(|(name, value)| Arrived::new(name.as_bytes(), value.as_bytes()));
                    Some(pairs.map(|pair| view.marked(Place::Form, pair)).collect())
                }
                Body::None | Body::Bytes(_) => Some(Vec::new()),
            };
        }
        view
    }

    fn marked<'a>(&self, place: Place, pair: Arrived<'a>) -> Arrived<'a> {
        Arrived { carries: self.carries(place, &[], &pair.name), ..pair }
    }

    /// Returns whether what arrived there under this name carries the signature. `outer` leads to the object that
    /// contains a member of a JSON body.
    fn carries(&self, place: Place, outer: &[Arc<str>], name: &[u8]) -> bool {
        let kind = self.request.body.kind();
        let mut carriers = self.definition.sends.iter().filter(|send| send.text.facts().signature);
        carriers.any(|send| {
            let (last, within) = send.steps().split_last().unwrap_or((&send.name, &[]));
            kind.place_of(send.place) == place && last.as_bytes() == name && within == outer
        })
    }

    /// Returns the pairs of a query or a form.
    fn pairs(&self, place: Place, encoded: Option<&'r Encoded>) -> Vec<Arrived<'r>> {
        let raw = encoded.map_or(&[][..], |encoded| &encoded.bytes);
        let mut pairs = Vec::with_capacity(USUAL_PAIRS);
        for pair in raw.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
            let (name, value) = parted(pair);
            pairs.push(self.marked(place, Arrived::new(decode::unescape(name, true), decode::unescape(value, true))));
        }
        pairs
    }

    /// Returns a member of the body, if that is JSON.
    pub(super) fn json(&self, path: &JsonPath) -> Result<Option<Cow<'r, [u8]>>, Refused> {
        let Body::Json(json) = &self.request.body else { return Ok(None) };
        let found = path.find(&json.bytes).map_err(|problem| Refused::new(RefusedKind::Malformed, problem))?;
        let text = found.map(|raw| read(raw.get()).ok_or_else(malformed)).transpose()?;
        Ok(text.map(bytes_of))
    }

    /// Returns the members of an object inside a JSON body that do not carry the signature.
    pub(super) fn json_of(&self, path: &JsonPath) -> Result<Vec<Arrived<'r>>, Refused> {
        let Body::Json(json) = &self.request.body else { return Ok(Vec::new()) };
        let found = path.find(&json.bytes).map_err(|problem| Refused::new(RefusedKind::Malformed, problem))?;
        let Some(object) = found else { return Ok(Vec::new()) };
        let members = self.members(object.get().as_bytes(), &path.steps);
        let not_an_object = || format!("`{}` is not an object with each name once", path.written);
        let mut members = members.ok_or_else(|| Refused::new(RefusedKind::Malformed, not_an_object()))?;
        members.retain(|member| !member.carries);
        Ok(members)
    }

    /// Returns the members of a JSON object. A `null` is one, because it may clear what the other side stores.
    fn members(&self, json: &'r [u8], outer: &[Arc<str>]) -> Option<Vec<Arrived<'r>>> {
        let members = json_members(json).ok()?.into_iter().map(|(name, raw)| {
            let text = raw.get();
            let nested = text.starts_with(['{', '[']);
            let carries = self.carries(Place::Json, outer, name.as_bytes());
            let json = !text.starts_with('"');
            Some(Arrived { nested, json, carries, ..Arrived::new(bytes_of(name), bytes_of(read(text)?)) })
        });
        members.collect()
    }

    /// Returns the pairs of the query that do not carry the signature.
    pub(super) fn query_pairs(&self) -> impl Iterator<Item = Arrived<'_>> {
        self.query.iter().filter(|pair| !pair.carries).map(Arrived::by_reference)
    }

    /// Returns the fields of a form or the members of a JSON object that do not carry the signature; none if the body
    /// is of another kind.
    pub(super) fn body_pairs(&self, kinds: &[Kind]) -> Result<impl Iterator<Item = Arrived<'_>>, Refused> {
        let pairs = if kinds.contains(&self.request.body.kind()) { self.body()? } else { &[] };
        Ok(pairs.iter().filter(|pair| !pair.carries).map(Arrived::by_reference))
    }

    fn body(&self) -> Result<&[Arrived<'r>], Refused> {
        self.body.as_deref().ok_or_else(malformed)
    }

    /// Returns the query as it arrived, without what carries the signature.
    pub(super) fn raw_query(&self) -> Option<Cow<'r, [u8]>> {
        let query = self.request.query.as_ref()?;
        let kept = self.without_signature(Place::Query, &query.bytes);
        (query.bytes.is_empty() || !kept.is_empty()).then_some(kept)
    }

    /// Returns the body as it arrived, without what carries the signature.
    pub(super) fn raw_body(&self) -> Cow<'r, [u8]> {
        match &self.request.body {
            Body::Form(form) => self.without_signature(Place::Form, &form.bytes),
            _ => Cow::Borrowed(self.request.body()),
        }
    }

    fn without_signature<'b>(&self, place: Place, raw: &'b [u8]) -> Cow<'b, [u8]> {
        let carries = |pair: &&[u8]| self.carries(place, &[], &decode::unescape(parted(pair).0, true));
        let pairs = || raw.split(|byte| *byte == b'&');
        if !pairs().any(|pair| carries(&pair)) {
            return Cow::Borrowed(raw);
        }
        Cow::Owned(pairs().filter(|pair| !carries(pair)).collect::<Vec<_>>().join(&b'&'))
    }

    /// Joins the values of a header; `None` if it carries the signature.
    pub(super) fn header(&self, name: &str, between: &str) -> Option<Cow<'_, [u8]>> {
        if name.eq_ignore_ascii_case("host") {
            return Some(Cow::Borrowed(self.request.host.as_bytes()));
        }
        let mut carriers = self.definition.sends.iter().filter(|send| send.text.facts().signature);
        if carriers.any(|send| send.place == Place::Header && send.is_called(name)) {
            return None;
        }
        let mut values = self.request.values(name).map(|value| value.as_bytes().trim_ascii());
        let mut whole = Cow::Borrowed(values.next()?);
        for value in values {
            whole.to_mut().extend_from_slice(between.as_bytes());
            whole.to_mut().extend_from_slice(value);
        }
        Some(whole)
    }

    /// Returns what arrived under this name at the place where a scheme sends it; `None` if nothing did.
    pub(super) fn at(&self, send: &Sent, name: &str) -> Result<Option<Cow<'_, [u8]>>, Refused> {
        if let Some(path) = send.nested() {
            return self.json(path);
        }
        let place = send.place;
        let twice = || Refused::new(RefusedKind::Malformed, format!("the {place} `{name}` arrived twice"));
        let pairs = match self.request.body.kind().place_of(place) {
            Place::Header => {
                let mut values = self.request.values(name).map(|value| value.as_bytes().trim_ascii());
                let found = values.next().map(Cow::Borrowed);
                return if values.next().is_some() { Err(twice()) } else { Ok(found) };
            }
            Place::Query => &self.query,
            Place::Json if self.request.body.kind() != Kind::Json => &[][..],
            Place::Form if self.request.body.kind() == Kind::Json => &[][..],
            _ => self.body()?,
        };
        let mut found = pairs.iter().filter(|pair| *pair.name == *name.as_bytes());
        let first = found.next().map(|pair| Cow::Borrowed(&*pair.value));
        if found.next().is_some() { Err(twice()) } else { Ok(first) }
    }
}

fn malformed() -> Refused {
    Refused::new(RefusedKind::Malformed, "the body is not a JSON object with each name once")
}

/// Returns the text of a string, and any other JSON as it arrived; `None` if the string is malformed.
fn read(json: &str) -> Option<Cow<'_, str>> {
    if json.starts_with('"') { serde_json::from_str(json).ok() } else { Some(Cow::Borrowed(json)) }
}

/// Returns name and value of a pair.
fn parted(pair: &[u8]) -> (&[u8], &[u8]) {
    let at = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
    let (name, value) = pair.split_at(at);
    (name, value.get(1..).unwrap_or_default())
}

fn bytes_of(text: Cow<'_, str>) -> Cow<'_, [u8]> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}
