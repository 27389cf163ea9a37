//! Pairs as the signer collects and changes them.

use std::borrow::Cow;
use std::cmp::Ordering;

use zeroize::Zeroize as _;

use super::encode::{form_decoded, form_encode, percent_encode};
use super::writer::{Stop, Writer};
use crate::param::json_members;
use crate::scheme::choices::Order;
use crate::scheme::encoded::Encoded;
use crate::scheme::error::SignError;
use crate::scheme::fields::Fields;
use crate::scheme::pairs::{Pairs, Step, Supply};
use crate::scheme::request::{Body, Request};

/// A value, and whether it is secret.
pub(super) type Marked<'r> = (Cow<'r, [u8]>, bool);

/// A name and a value.
pub(super) struct Pair<'r> {
    pub(super) name: Cow<'r, [u8]>,
    pub(super) value: Cow<'r, [u8]>,
    pub(super) secret: bool,
    /// An object or a list of a JSON body.
    nested: bool,
    /// It is written as its name alone.
    pub(super) bare: bool,
}

impl<'r> Pair<'r> {
    fn new(name: impl Into<Cow<'r, [u8]>>, value: impl Into<Cow<'r, [u8]>>, secret: bool) -> Self {
        Self { name: name.into(), value: value.into(), secret, nested: false, bare: false }
    }

    fn encode(&mut self, write: impl Fn(&[u8], &mut Vec<u8>)) {
        for text in [&mut self.name, &mut self.value] {
            let mut encoded = Vec::with_capacity(text.len() + 16);
            write(text, &mut encoded);
            if self.secret
                && let Cow::Owned(plain) = text
            {
                plain.zeroize();
            }
            *text = Cow::Owned(encoded);
        }
    }
}

/// Wipes what a secret pair owns.
pub(super) fn wipe(pairs: Vec<Pair<'_>>) {
    for pair in pairs {
        if let (true, Cow::Owned(mut value)) = (pair.secret, pair.value) {
            value.zeroize();
        }
    }
}

impl<'w> Writer<'w> {
    /// The pairs, after all that is done to them.
    pub(super) fn pairs(&self, pairs: &Pairs) -> Result<Vec<Pair<'w>>, Stop> {
        let mut found = self.supplied(pairs.from())?;
        for step in pairs.steps() {
            let named = |names: &[String], pair: &Pair<'_>| names.iter().any(|name| name.as_bytes() == &*pair.name);
            match step {
                Step::Except(names) => found.retain(|pair| !named(names, pair)),
                Step::Only(names) => found.retain(|pair| named(names, pair)),
                Step::OrEmpty => {
                    for (index, name) in pairs.asked_for().iter().enumerate() {
                        if found.get(index).is_none_or(|pair| *pair.name != *name.as_bytes()) {
                            found.insert(index, Pair::new(name.clone().into_bytes(), Vec::new(), false));
                        }
                    }
                }
                Step::WithoutEmpty => found.retain(|pair| !pair.value.is_empty()),
                Step::BareWhenEmpty => found.iter_mut().for_each(|pair| pair.bare = pair.value.is_empty()),
                Step::Scalars => found.retain(|pair| !pair.nested),
                Step::Plus(name, text) => match self.plain(text) {
                    Ok(mut value) => {
                        found.push(Pair::new(name.clone().into_bytes(), std::mem::take(&mut *value), text.is_secret()));
                    }
                    Err(Stop::Absent(_)) if text.is_optional() => {}
                    Err(stop) => return Err(stop),
                },
                Step::AndFields(fields) => found.extend(self.fields(fields)?),
                Step::AndPairs(others) => found.extend(self.pairs(others)?),
                Step::LowerNames => found.iter_mut().for_each(|pair| pair.name.to_mut().make_ascii_lowercase()),
                Step::SingleSpaced => found.iter_mut().for_each(|pair| {
                    let mut last = b'x';
                    pair.value.to_mut().retain(|byte| std::mem::replace(&mut last, *byte) != b' ' || *byte != b' ');
                }),
                Step::Percent => found.iter_mut().for_each(|pair| pair.encode(percent_encode)),
                Step::Form => found.iter_mut().for_each(|pair| pair.encode(form_encode)),
                Step::Sorted(order) => found.sort_by(|one, other| compare(*order, one, other)),
            }
        }
        Ok(found)
    }

    /// The fields that do not carry the signature.
    fn fields(&self, fields: &Fields) -> Result<Vec<Pair<'w>>, Stop> {
        let mut found = Vec::new();
        for (name, text) in fields.0.fields.iter().filter(|(_, text)| !text.facts().signature) {
            if let Some(mut value) = self.present(text)? {
                found.push(Pair::new(name.clone().into_bytes(), std::mem::take(&mut *value), text.is_secret()));
            }
        }
        Ok(found)
    }

    fn supplied(&self, from: &Supply) -> Result<Vec<Pair<'w>>, Stop> {
        let request = self.request;
        let mut found = Vec::new();
        match from {
            Supply::Nothing => {}
            Supply::Query => read(request.query.as_ref(), &mut found),
            Supply::Form => form(request, &mut found),
            Supply::Json => json(request, &mut found)?,
            Supply::Parameters => {
                read(request.query.as_ref(), &mut found);
                form(request, &mut found);
                json(request, &mut found)?;
            }
            Supply::Headers(names) | Supply::SignedHeaders(names) => {
                for name in names {
                    if let Some((value, secret)) = header(request, name, b",") {
                        found.push(Pair::new(name.clone().into_bytes(), value, secret));
                    }
                }
            }
            Supply::HeadersStarting(prefix) => {
                let mut names: Vec<_> = request.headers.keys().map(http::HeaderName::as_str).collect();
                names.retain(|name| name.starts_with(prefix));
                names.sort_unstable();
                for name in names {
                    if let Some((value, secret)) = header(request, name, b",") {
                        found.push(Pair::new(name.as_bytes(), value, secret));
                    }
                }
            }
        }
        Ok(found)
    }

    /// The value of a parameter, and whether it is secret.
    pub(super) fn parameter(&self, name: &str) -> Result<Option<Marked<'w>>, Stop> {
        let mut found = self.supplied(&Supply::Parameters)?.into_iter().filter(|pair| *pair.name == *name.as_bytes());
        let first = found.next().map(|pair| (pair.value, pair.secret));
        if found.next().is_some() {
            return Err(SignError::new(format!("the parameter `{name}` is there twice")).into());
        }
        Ok(first)
    }
}

/// The value of a header, and whether it is secret; values of one that is there several times have `between` in between.
pub(super) fn header<'r>(request: &'r Request, name: &str, between: &[u8]) -> Option<Marked<'r>> {
    if name.eq_ignore_ascii_case("host") {
        return Some((Cow::Borrowed(request.host.as_bytes()), false));
    }
    let mut values = request.headers.get_all(name).iter();
    let first = values.next()?;
    let (mut whole, mut secret) = (Cow::Borrowed(first.as_bytes().trim_ascii()), first.is_sensitive());
    for value in values {
        whole.to_mut().extend_from_slice(between);
        whole.to_mut().extend_from_slice(value.as_bytes().trim_ascii());
        secret |= value.is_sensitive();
    }
    Some((whole, secret))
}

fn form<'r>(request: &'r Request, found: &mut Vec<Pair<'r>>) {
    match &request.body {
        Body::Form(form) => read(Some(form), found),
        Body::Fields(fields) => {
            found.extend(fields.iter().map(|(name, value)| Pair::new(name.as_bytes(), value.as_bytes(), false)));
        }
        _ => {}
    }
}

fn json<'r>(request: &'r Request, found: &mut Vec<Pair<'r>>) -> Result<(), Stop> {
    let Body::Json(encoded) = &request.body else { return Ok(()) };
    let members = json_members(&encoded.bytes);
    let members = members.map_err(|error| SignError::new(format!("the body is not a JSON object: {error}")))?;
    for (name, raw) in members {
        let text = raw.get();
        let start = (text.as_ptr() as usize).wrapping_sub(encoded.bytes.as_ptr() as usize);
        let secret = encoded.secret.iter().any(|range| range.start < start + text.len() && range.end > start);
        let value: Cow<'r, [u8]> = match text.as_bytes() {
            b"null" => continue,
            [b'"', ..] => {
                let text: String =
                    serde_json::from_str(text).map_err(|_| SignError::new("a text of the body is malformed"))?;
                Cow::Owned(text.into_bytes())
            }
            other => Cow::Borrowed(other),
        };
        let name = match name {
            Cow::Borrowed(name) => Cow::Borrowed(name.as_bytes()),
            Cow::Owned(name) => Cow::Owned(name.into_bytes()),
        };
        found.push(Pair { name, value, secret, nested: text.starts_with(['{', '[']), bare: false });
    }
    Ok(())
}

fn read<'r>(encoded: Option<&'r Encoded>, found: &mut Vec<Pair<'r>>) {
    let Some(encoded) = encoded else { return };
    for (pair, value) in encoded.pairs() {
        let raw = |range: std::ops::Range<usize>| encoded.bytes.get(range).unwrap_or_default();
        let name = raw(pair.start..value.start);
        let secret = encoded.secret.iter().any(|range| range.start < value.end && range.end > value.start);
        found.push(Pair::new(form_decoded(name.strip_suffix(b"=").unwrap_or(name)), form_decoded(raw(value)), secret));
    }
}

fn compare(order: Order, one: &Pair<'_>, other: &Pair<'_>) -> Ordering {
    match order {
        Order::Name => one.name.cmp(&other.name),
        Order::NameThenValue => (&one.name, &one.value).cmp(&(&other.name, &other.value)),
        Order::Value => (&one.value, &one.name).cmp(&(&other.value, &other.name)),
        Order::IgnoringCase => {
            let lower = |pair: &Pair<'_>| pair.name.to_ascii_lowercase();
            lower(one).cmp(&lower(other)).then_with(|| one.name.cmp(&other.name))
        }
        // In ASCII, both orders are one.
        Order::Utf16 if one.name.is_ascii() || other.name.is_ascii() => one.name.cmp(&other.name),
        Order::Utf16 => {
            let units = |pair: &Pair<'_>| String::from_utf8_lossy(&pair.name).encode_utf16().collect::<Vec<_>>();
            units(one).cmp(&units(other))
        }
    }
}
