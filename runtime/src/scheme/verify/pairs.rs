//! How the verifier collects and changes pairs.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::decode;
use super::evaluate::{Evaluator, Value, mapped};
use super::view::{Arrived, USUAL_PAIRS};
use crate::scheme::choices::Order;
use crate::scheme::error::{Refused, RefusedKind};
use crate::scheme::pairs::{Pairs, Step, Supply};
use crate::scheme::request::Kind;
use crate::scheme::text::{Shape, Text};

impl Evaluator<'_> {
    pub(super) fn pairs<'p>(&'p self, pairs: &'p Pairs) -> Result<Vec<Arrived<'p>>, Refused> {
        let mut found = self.supplied(pairs.from())?;
        for step in pairs.steps() {
            let among =
                |names: &[Arc<str>], pair: &Arrived<'_>| names.iter().any(|name| *name.as_bytes() == *pair.name);
            match step {
                Step::Except(names) => found.retain(|pair| !among(names, pair)),
                Step::Only(names) => found.retain(|pair| among(names, pair)),
                Step::Starting(prefix) => found.retain(|pair| pair.name.starts_with(prefix.as_bytes())),
                Step::Merged(separator) => found = merged(found, separator),
                Step::OrEmpty => {
                    let asked = pairs.asked_for().iter();
                    found = asked
                        .map(|name| Arrived::new(name.as_bytes(), self.view.header(name, ",").unwrap_or_default()))
                        .collect();
                }
                Step::WithoutEmpty => found.retain(|pair| !pair.value.is_empty()),
                Step::BareWhenEmpty => found.iter_mut().for_each(|pair| pair.bare = pair.value.is_empty()),
                Step::Scalars => found.retain(|pair| !pair.nested),
                Step::Plus(name, text) => found.extend(self.plus(name, text)?),
                Step::AndFields(fields) => {
                    for (name, text) in fields.0.fields.iter().filter(|(_, text)| !text.facts().signature) {
                        found.extend(self.plus(name, text)?);
                    }
                }
                Step::AndPairs(others) => found.extend(self.pairs(others)?),
                Step::LowerNames => {
                    found.iter_mut().for_each(|pair| pair.name = Cow::Owned(pair.name.to_ascii_lowercase()));
                }
                Step::SingleSpaced => {
                    found.iter_mut().for_each(|pair| pair.value = Cow::Owned(single_spaced(&pair.value)));
                }
                Step::Percent => encode_all(&mut found, decode::percent),
                Step::Form => encode_all(&mut found, decode::form),
                Step::Values(map) => {
                    found.iter_mut().for_each(|pair| {
                        pair.value = Cow::Owned(mapped(map, &pair.value).unwrap_or_default());
                    });
                }
                Step::Json => {
                    for pair in found.iter_mut().filter(|pair| !pair.json) {
                        let not_text =
                            || Refused::new(RefusedKind::Malformed, "a value that is signed as JSON is not UTF-8");
                        pair.value = Cow::Owned(decode::quoted(&pair.value).ok_or_else(not_text)?);
                    }
                }
                Step::Hidden => {}
                // In ASCII, UTF-16 sorts as bytes do.
                Step::Sorted(Order::Utf16) if found.iter().all(|pair| pair.name.is_ascii()) => {
                    found.sort_by(|one, other| one.name.cmp(&other.name));
                }
                Step::Sorted(order) => found.sort_by(|one, other| compare(*order, one, other)),
            }
        }
        Ok(found)
    }

    /// Puts pairs in the order in which the signer listed them, where pairs of the scheme stand among its headers.
    pub(super) fn as_listed(&self, pairs: &Pairs, found: &mut [Arrived<'_>]) {
        let listed = self.read.signed_headers.as_deref().unwrap_or_default();
        let place =
            |pair: &Arrived<'_>| listed.iter().position(|name| name.as_bytes().eq_ignore_ascii_case(&pair.name));
        let is_sorted = pairs.steps().iter().any(|step| matches!(step, Step::Sorted(_)));
        if !is_sorted && !self.read.listed_pairs.is_empty() && found.iter().all(|pair| place(pair).is_some()) {
            found.sort_by_key(place);
        }
    }

    /// Returns a pair of the scheme; nothing if it is optional and absent.
    fn plus<'p>(&'p self, name: &'p str, text: &'p Text) -> Result<Option<Arrived<'p>>, Refused> {
        if let Some(value) = self.at_hand(text) {
            return Ok(Some(Arrived::new(name.as_bytes(), value)));
        }
        let mut value = Value::new();
        let is_present = self.present(text, &mut value)?;
        Ok(is_present.then(|| Arrived::new(name.as_bytes(), value.to_vec())))
    }

    pub(super) fn supplied<'p>(&'p self, from: &'p Supply) -> Result<Vec<Arrived<'p>>, Refused> {
        let view = self.view;
        let with_values = |names: &mut dyn Iterator<Item = &'p str>| {
            names.filter_map(|name| Some(Arrived::new(name.as_bytes(), view.header(name, ",")?))).collect::<Vec<_>>()
        };
        Ok(match from {
            Supply::Nothing => Vec::new(),
            Supply::Query => view.query_pairs().collect(),
            Supply::Form => view.body_pairs(&[Kind::Form, Kind::Fields])?.collect(),
            Supply::Json => view.body_pairs(&[Kind::Json])?.collect(),
            Supply::JsonOf(path) => view.json_of(path)?,
            Supply::Parameters => {
                let mut pairs = Vec::with_capacity(USUAL_PAIRS);
                pairs.extend(view.query_pairs().chain(view.body_pairs(&[Kind::Form, Kind::Fields, Kind::Json])?));
                pairs
            }
            Supply::Headers(names) => with_values(&mut names.iter().map(|name| &**name)),
            Supply::HeadersStarting(prefix) => {
                let mut names: Vec<&str> = view.request.headers.keys().map(http::HeaderName::as_str).collect();
                names.sort_unstable();
                with_values(&mut names.into_iter().filter(|name| name.starts_with(&**prefix)))
            }
            Supply::SignedHeaders(least) => {
                let listed = self.read.signed_headers.as_deref().unwrap_or_default();
                let is_pair = |name: &String| self.read.listed_pairs.contains(name);
                let listed = || listed.iter().filter(|name| !is_pair(name));
                let is_sent = |name: &str| view.header(name, ",").is_some();
                if let Some(name) = least.iter().find(|name| is_sent(name) && !listed().any(|each| **each == ***name)) {
                    let message = format!("the header `{name}` arrived and is not among those that are signed");
                    return Err(Refused::new(RefusedKind::Signature, message));
                }
                if let Some(name) = listed().find(|name| !is_sent(name)) {
                    let message = format!("the header `{}` is signed and did not arrive", name.escape_debug());
                    return Err(Refused::new(RefusedKind::Missing, message));
                }
                with_values(&mut listed().map(String::as_str))
            }
        })
    }
}

fn encode_all(pairs: &mut [Arrived<'_>], encode: impl Fn(&[u8]) -> Vec<u8>) {
    for pair in pairs {
        pair.name = Cow::Owned(encode(&pair.name));
        pair.value = Cow::Owned(encode(&pair.value));
    }
}

/// Joins the values of pairs with the same name, at the place of the first of them.
fn merged<'p>(pairs: Vec<Arrived<'p>>, separator: &str) -> Vec<Arrived<'p>> {
    let (mut merged, mut places) = (Vec::<Arrived<'p>>::new(), BTreeMap::new());
    for pair in pairs {
        let place = *places.entry(pair.name.clone()).or_insert(merged.len());
        match merged.get_mut(place) {
            Some(first) => {
                let value = first.value.to_mut();
                value.extend_from_slice(separator.as_bytes());
                value.extend_from_slice(&pair.value);
                first.bare &= pair.bare;
            }
            None => merged.push(pair),
        }
    }
    merged
}

fn single_spaced(value: &[u8]) -> Vec<u8> {
    let mut spaced: Vec<u8> = Vec::with_capacity(value.len());
    for &byte in value {
        if byte != b' ' || spaced.last() != Some(&b' ') {
            spaced.push(byte);
        }
    }
    spaced
}

fn compare(order: Order, one: &Arrived<'_>, other: &Arrived<'_>) -> Ordering {
    let text = |pair: &Arrived<'_>| String::from_utf8_lossy(&pair.name).into_owned();
    match order {
        Order::Name => one.name.cmp(&other.name),
        Order::NameThenValue => one.name.cmp(&other.name).then_with(|| one.value.cmp(&other.value)),
        Order::Joined(between) => {
            let joined = |pair: &Arrived<'_>| text(pair) + between + &String::from_utf8_lossy(&pair.value);
            joined(one).encode_utf16().cmp(joined(other).encode_utf16())
        }
        Order::Value => one.value.cmp(&other.value).then_with(|| one.name.cmp(&other.name)),
        Order::IgnoringCase => {
            let lower = one.name.to_ascii_lowercase().cmp(&other.name.to_ascii_lowercase());
            lower.then_with(|| one.name.cmp(&other.name))
        }
        Order::Utf16 => text(one).encode_utf16().cmp(text(other).encode_utf16()),
    }
}

pub(super) fn shaped(pairs: &[Arrived<'_>], shape: &Shape, to: &mut Value) {
    let (Shape::Pairs(_, separator) | Shape::Names(separator) | Shape::Values(separator)) = shape;
    for (index, pair) in pairs.iter().enumerate() {
        if index > 0 {
            to.push(separator.as_bytes());
        }
        if !matches!(shape, Shape::Values(_)) {
            to.push(&pair.name);
        }
        match shape {
            Shape::Pairs(between, _) if !pair.bare => {
                to.push(between.as_bytes());
                to.push(&pair.value);
            }
            Shape::Values(_) => to.push(&pair.value),
            _ => {}
        }
    }
}
