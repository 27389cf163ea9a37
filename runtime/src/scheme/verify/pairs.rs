//! Pairs as the verifier collects and changes them.

use std::cmp::Ordering;

use zeroize::Zeroizing;

use super::decode;
use super::evaluate::{Evaluator, Value};
use super::view::{self, Arrived};
use crate::scheme::choices::Order;
use crate::scheme::definition::Place;
use crate::scheme::error::{Refused, RefusedKind};
use crate::scheme::pairs::{Pairs, Step, Supply};
use crate::scheme::text::Shape;

impl Evaluator<'_> {
    pub(super) fn pairs(&self, pairs: &Pairs) -> Result<Vec<Arrived>, Refused> {
        let mut found = self.supplied(pairs.from())?;
        for step in pairs.steps() {
            let among =
                |names: &[std::sync::Arc<str>], pair: &Arrived| names.iter().any(|name| name.as_bytes() == pair.name);
            match step {
                Step::Except(names) => found.retain(|pair| !among(names, pair)),
                Step::Only(names) => found.retain(|pair| among(names, pair)),
                Step::OrEmpty => {
                    let asked = pairs.asked_for().iter();
                    found = asked.map(|name| pair(name, &self.header(name, ",").unwrap_or_default())).collect();
                }
                Step::WithoutEmpty => found.retain(|pair| !pair.value.is_empty()),
                Step::BareWhenEmpty => found.iter_mut().for_each(|pair| pair.bare = pair.value.is_empty()),
                Step::Scalars => found.retain(|pair| !pair.nested),
                Step::Plus(name, text) => found.extend(self.present(text)?.map(|value| pair(name, &value))),
                Step::AndFields(fields) => {
                    for (name, text) in fields.0.fields.iter().filter(|(_, text)| !text.facts().signature) {
                        found.extend(self.present(text)?.map(|value| pair(name, &value)));
                    }
                }
                Step::AndPairs(others) => found.extend(self.pairs(others)?),
                Step::LowerNames => found.iter_mut().for_each(|pair| pair.name.make_ascii_lowercase()),
                Step::SingleSpaced => found.iter_mut().for_each(|pair| pair.value = single_spaced(&pair.value)),
                Step::Percent => encode_all(&mut found, decode::percent),
                Step::Form => encode_all(&mut found, decode::form),
                Step::Sorted(order) => found.sort_by(|one, other| compare(*order, one, other)),
            }
        }
        Ok(found)
    }

    pub(super) fn supplied(&self, from: &Supply) -> Result<Vec<Arrived>, Refused> {
        let json = || -> Result<Vec<Arrived>, Refused> {
            let mut members = view::members(self.request)?;
            members.retain(|member| {
                let name = String::from_utf8_lossy(&member.name);
                !self.definition.carries_signature(Place::Json, &name, self.request.body.kind())
            });
            Ok(members)
        };
        let with_values = |names: &mut dyn Iterator<Item = &str>| {
            names.filter_map(|name| Some(pair(name, &self.header(name, ",")?))).collect::<Vec<_>>()
        };
        Ok(match from {
            Supply::Nothing => Vec::new(),
            Supply::Query => view::pairs(self.request.query.as_ref()),
            Supply::Form => view::form(self.request),
            Supply::Json => json()?,
            Supply::Parameters => {
                let mut all = view::pairs(self.request.query.as_ref());
                all.extend(view::form(self.request));
                all.extend(json()?);
                all
            }
            Supply::Headers(names) => with_values(&mut names.iter().map(|name| &**name)),
            Supply::HeadersStarting(prefix) => {
                let mut names: Vec<&str> = self.request.headers.keys().map(http::HeaderName::as_str).collect();
                names.sort_unstable();
                with_values(&mut names.into_iter().filter(|name| name.starts_with(&**prefix)))
            }
            Supply::SignedHeaders(least) => {
                let listed = self.read.signed_headers.as_deref().unwrap_or_default();
                let is_sent = |name: &str| self.header(name, ",").is_some();
                if let Some(name) =
                    least.iter().find(|name| is_sent(name) && !listed.iter().any(|each| **each == ***name))
                {
                    let message = format!("the header `{name}` arrived and is not among those that are signed");
                    return Err(Refused::new(RefusedKind::Signature, message));
                }
                if let Some(name) = listed.iter().find(|name| !is_sent(name)) {
                    let message = format!("the header `{}` is signed and did not arrive", name.escape_debug());
                    return Err(Refused::new(RefusedKind::Missing, message));
                }
                with_values(&mut listed.iter().map(String::as_str))
            }
        })
    }
}

fn pair(name: &str, value: &[u8]) -> Arrived {
    Arrived { name: name.as_bytes().to_vec(), value: value.to_vec(), nested: false, bare: false }
}

fn encode_all(pairs: &mut [Arrived], encode: impl Fn(&[u8]) -> Vec<u8>) {
    for pair in pairs {
        pair.name = encode(&pair.name);
        pair.value = encode(&pair.value);
    }
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

fn compare(order: Order, one: &Arrived, other: &Arrived) -> Ordering {
    let text = |pair: &Arrived| String::from_utf8_lossy(&pair.name).into_owned();
    match order {
        Order::Name => one.name.cmp(&other.name),
        Order::NameThenValue => one.name.cmp(&other.name).then_with(|| one.value.cmp(&other.value)),
        Order::Joined(between) => {
            let joined = |pair: &Arrived| text(pair) + between + &String::from_utf8_lossy(&pair.value);
            joined(one).encode_utf16().cmp(joined(other).encode_utf16())
        }
        Order::Value => one.value.cmp(&other.value).then_with(|| one.name.cmp(&other.name)),
        Order::Utf16 if one.name.is_ascii() && other.name.is_ascii() => one.name.cmp(&other.name),
        Order::IgnoringCase => {
            let lower = text(one).to_ascii_lowercase().cmp(&text(other).to_ascii_lowercase());
            lower.then_with(|| one.name.cmp(&other.name))
        }
        Order::Utf16 => text(one).encode_utf16().cmp(text(other).encode_utf16()),
    }
}

pub(super) fn shaped(pairs: &[Arrived], shape: &Shape) -> Value {
    let texts: Vec<Vec<u8>> = match shape {
        Shape::Pairs(between, _) => {
            let bare = |pair: &Arrived| if pair.bare { Vec::new() } else { [between.as_bytes(), &pair.value].concat() };
            pairs.iter().map(|pair| [pair.name.clone(), bare(pair)].concat()).collect()
        }
        Shape::Names(_) => pairs.iter().map(|pair| pair.name.clone()).collect(),
        Shape::Values(_) => pairs.iter().map(|pair| pair.value.clone()).collect(),
    };
    let (Shape::Pairs(_, separator) | Shape::Names(separator) | Shape::Values(separator)) = shape;
    Zeroizing::new(texts.join(separator.as_bytes()))
}
