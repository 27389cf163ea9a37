//! Pairs as the signer collects, changes and writes them: places in its buffers, not copies.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::encode::{form_encode, percent_encode};
use super::writer::{Stop, Writer};
use crate::operation::Place;
use crate::param::{Component, Name, Origin};
use crate::scheme::choices::Order;
use crate::scheme::error::SignError;
use crate::scheme::pairs::{Pairs, Step, Supply};
use crate::scheme::request::Kind;
use crate::scheme::text::{Node, Shape, Text};
use crate::secret::Hidden;
use crate::value::Form;

/// Where bytes of a pair are.
#[derive(Clone)]
enum Span {
    /// In the buffer of the draft.
    Draft(Range<usize>),
    Scratch(Range<usize>),
    /// Beside the buffers, for it is secret.
    Held(usize),
    /// The secret of the credentials.
    Main,
    /// The name of a component, or its secret value.
    Component(usize),
    /// A name of the scheme's own.
    Own(Arc<str>),
}

struct Pair {
    name: Span,
    value: Span,
    /// The parameter that it is.
    component: Option<usize>,
    /// The first bytes of the name, which nearly always decide the order.
    start: u64,
    /// An object or a list of a JSON body.
    nested: bool,
    /// It is written as its name alone.
    bare: bool,
}

impl Pair {
    fn is_secret(&self) -> bool {
        matches!(self.value, Span::Held(_) | Span::Main | Span::Component(_))
    }
}

impl Writer<'_> {
    /// Writes pairs as a text.
    pub(super) fn write_pairs(&mut self, pairs: &Pairs, shape: &Shape) -> Result<(), Stop> {
        let found = self.pairs(pairs)?;
        let (between, separator) = match shape {
            Shape::Pairs(between, separator) => (Some(between.as_bytes()), separator),
            Shape::Names(separator) | Shape::Values(separator) => (None, separator),
        };
        for (index, pair) in found.into_iter().enumerate() {
            if index > 0 {
                self.push(separator.as_bytes());
            }
            let name = self.draft.bytes.len();
            if !matches!(shape, Shape::Values(_)) {
                self.append(&pair.name);
            }
            let name = name..self.draft.bytes.len();
            if matches!(shape, Shape::Names(_)) || (pair.bare && between.is_some()) {
                continue;
            }
            self.push(between.unwrap_or_default());
            let name = if between.is_some() { Name::At(name) } else { self.name_of(&pair.name) };
            self.write_value(pair, name);
        }
        self.scratch.clear();
        Ok(())
    }

    fn write_value(&mut self, pair: Pair, name: Name) {
        if pair.is_secret() {
            let hidden = match pair.value {
                Span::Main => Hidden::Main,
                span => Hidden::Bytes(Zeroizing::new(self.bytes(&span).to_vec())),
            };
            return self.hide(name, hidden);
        }
        let start = self.draft.bytes.len();
        self.append(&pair.value);
        let travels = pair.component.and_then(|index| self.draft.components.get_mut(index));
        let origin = match travels {
            Some(component) if component.signed.is_none() => {
                component.signed = Some(start..self.draft.bytes.len());
                return;
            }
            Some(component) => component.origin,
            None => Origin::Header,
        };
        self.note(name, origin, Form::Text, start);
    }

    fn name_of(&self, span: &Span) -> Name {
        match span {
            Span::Draft(range) => Name::At(range.clone()),
            Span::Component(index) => {
                self.draft.components.get(*index).map_or(Name::Static(""), |each| each.name.clone())
            }
            Span::Own(name) => Name::Shared(name.clone()),
            span => Name::Shared(String::from_utf8_lossy(self.bytes(span)).into()),
        }
    }

    fn bytes<'b>(&'b self, span: &'b Span) -> &'b [u8] {
        match span {
            Span::Draft(range) => self.draft.bytes.get(range.clone()).unwrap_or_default(),
            Span::Scratch(range) => self.scratch.get(range.clone()).unwrap_or_default(),
            Span::Held(index) => self.held.get(*index).map_or(&[], |held| held.as_slice()),
            Span::Main => self.credentials.secret().expose().as_bytes(),
            Span::Own(name) => name.as_bytes(),
            Span::Component(index) => self.draft.components.get(*index).map_or(&[], |each| self.draft.value(each)),
        }
    }

    fn append(&mut self, span: &Span) {
        match span {
            Span::Draft(range) => self.draft.bytes.extend_from_within(range.clone()),
            Span::Scratch(range) => {
                self.draft.bytes.extend_from_slice(self.scratch.get(range.clone()).unwrap_or_default());
            }
            Span::Own(name) => self.draft.bytes.extend_from_slice(name.as_bytes()),
            Span::Held(_) | Span::Main | Span::Component(_) => {}
        }
    }

    fn scratch(&mut self, bytes: &[u8]) -> Span {
        let start = self.scratch.len();
        self.scratch.extend_from_slice(bytes);
        Span::Scratch(start..self.scratch.len())
    }

    /// The pairs, after all that is done to them.
    fn pairs(&mut self, pairs: &Pairs) -> Result<Vec<Pair>, Stop> {
        let mut found = Vec::with_capacity(self.draft.components.len() + 4);
        self.supply(pairs.from(), &mut found)?;
        for step in pairs.steps() {
            match step {
                Step::Except(names) => found.retain(|pair| !self.is_among(names, pair)),
                Step::Only(names) => found.retain(|pair| self.is_among(names, pair)),
                Step::OrEmpty => {
                    for (index, name) in pairs.asked_for().iter().enumerate() {
                        if found.get(index).is_none_or(|pair| self.bytes(&pair.name) != name.as_bytes()) {
                            let empty = Self::pair(name, Span::Draft(0..0));
                            found.insert(index, empty);
                        }
                    }
                }
                Step::WithoutEmpty => found.retain(|pair| !self.bytes(&pair.value).is_empty()),
                Step::BareWhenEmpty => found.iter_mut().for_each(|pair| pair.bare = self.bytes(&pair.value).is_empty()),
                Step::Scalars => found.retain(|pair| !pair.nested),
                Step::Plus(name, text) => self.plus(name, text, &mut found)?,
                Step::AndFields(fields) => {
                    for (name, text) in fields.0.fields.iter().filter(|(_, text)| !text.facts().signature) {
                        self.plus(&name.as_str().into(), text, &mut found)?;
                    }
                }
                Step::AndPairs(others) => found.extend(self.pairs(others)?),
                Step::LowerNames => self.change_all(&mut found, true, false, |bytes, to| {
                    to.extend(bytes.iter().map(u8::to_ascii_lowercase));
                }),
                Step::SingleSpaced => self.change_all(&mut found, false, true, |bytes, to| {
                    let mut last = b'x';
                    let kept = |byte: &&u8| std::mem::replace(&mut last, **byte) != b' ' || **byte != b' ';
                    to.extend(bytes.iter().filter(kept));
                }),
                Step::Percent => self.change_all(&mut found, true, true, percent_encode),
                Step::Form => self.change_all(&mut found, true, true, form_encode),
                Step::Sorted(order) => self.sort(*order, &mut found),
            }
        }
        Ok(found)
    }

    fn is_among(&self, names: &[Arc<str>], pair: &Pair) -> bool {
        names.iter().any(|name| name.as_bytes() == self.bytes(&pair.name))
    }

    fn pair(name: &Arc<str>, value: Span) -> Pair {
        Pair { name: Span::Own(name.clone()), value, component: None, start: 0, nested: false, bare: false }
    }

    /// Adds a pair of the scheme's own; an optional text may be absent.
    fn plus(&mut self, name: &Arc<str>, text: &Text, found: &mut Vec<Pair>) -> Result<(), Stop> {
        let value = match text.node() {
            Node::Secret if !self.credentials.secret().expose().is_empty() => Span::Main,
            _ => {
                let mark = self.mark();
                if !self.present(text)? {
                    return Ok(());
                }
                let whole = self.collect(mark);
                let is_secret = self.has_secret_since(mark);
                self.back_to(mark);
                if is_secret { self.hold(whole) } else { self.scratch(&whole) }
            }
        };
        let pair = Self::pair(name, value);
        found.push(pair);
        Ok(())
    }

    fn hold(&mut self, secret: Zeroizing<Vec<u8>>) -> Span {
        self.held.push(secret);
        Span::Held(self.held.len() - 1)
    }

    fn change_all(
        &mut self,
        pairs: &mut [Pair],
        names: bool,
        values: bool,
        change: impl Fn(&[u8], &mut Vec<u8>) + Copy,
    ) {
        for pair in pairs {
            if names {
                pair.name = self.changed(&pair.name, false, change);
            }
            if values {
                pair.value = self.changed(&pair.value, pair.is_secret(), change);
            }
        }
    }

    fn changed(&mut self, span: &Span, secret: bool, change: impl Fn(&[u8], &mut Vec<u8>)) -> Span {
        if secret {
            let mut changed = Zeroizing::new(Vec::new());
            change(self.bytes(span), &mut changed);
            return self.hold(changed);
        }
        let mut scratch = std::mem::take(&mut self.scratch);
        let start = scratch.len();
        match span {
            // What is changed a second time lies where it is written to.
            Span::Scratch(range) => {
                let before = scratch.get(range.clone()).unwrap_or_default().to_vec();
                change(&before, &mut scratch);
            }
            span => change(self.bytes(span), &mut scratch),
        }
        self.scratch = scratch;
        Span::Scratch(start..self.scratch.len())
    }

    fn supply(&mut self, from: &Supply, found: &mut Vec<Pair>) -> Result<(), Stop> {
        match from {
            Supply::Nothing => {}
            Supply::Parameters => self.parameters([true; 2], found),
            Supply::Query => self.parameters([true, false], found),
            Supply::Form => self.parameters([false, matches!(self.message.kind(), Kind::Form | Kind::Fields)], found),
            Supply::Json => self.parameters([false, self.message.kind() == Kind::Json], found),
            Supply::Headers(names) | Supply::SignedHeaders(names) => {
                for name in names {
                    let before = found.len();
                    self.header(name, found);
                    let lists_itself = matches!(from, Supply::SignedHeaders(_))
                        && self.adding.as_ref().is_some_and(|adding| adding.eq_ignore_ascii_case(name));
                    if lists_itself && found.len() == before {
                        let empty = self.scratch(&[]);
                        found.extend([Self::pair(name, empty)]);
                    }
                }
            }
            Supply::HeadersStarting(prefix) => {
                let mut names = self.message.header_names(self.draft);
                names.retain(|name| name.starts_with(&**prefix));
                names.sort_unstable();
                names.dedup();
                names.into_iter().for_each(|name| self.header(&name.into(), found));
            }
        }
        Ok(())
    }

    /// The parameters of query and body that are texts.
    fn parameters(&self, [query, body]: [bool; 2], found: &mut Vec<Pair>) {
        for (place, wanted) in [(Place::Query, query), (Place::Body, body)] {
            let components = self.draft.components.iter().enumerate().filter(|(_, each)| each.place == Some(place));
            for (index, component) in components.filter(|_| wanted) {
                found.extend(self.parameter_pair(index, component));
            }
        }
    }

    fn parameter_pair(&self, index: usize, component: &Component) -> Option<Pair> {
        let value = match component.form {
            Form::Text | Form::Json => Span::Draft(component.value.clone()),
            Form::Secret(_) => Span::Component(index),
            Form::File(_) => return None,
        };
        let pair = component.pair();
        let name = Span::Draft(pair.start..component.value.start - 1);
        let nested = matches!(component.form, Form::Json) && matches!(self.bytes(&value).first(), Some(b'{' | b'['));
        Some(Pair { name, value, component: Some(index), start: 0, nested, bare: false })
    }

    fn header(&mut self, name: &Arc<str>, found: &mut Vec<Pair>) {
        let Some((value, secret)) = self.message.header(self.draft, name, b",") else { return };
        let value = if secret {
            self.held.push(Zeroizing::new(value.into_owned()));
            Span::Held(self.held.len() - 1)
        } else {
            let start = self.scratch.len();
            self.scratch.extend_from_slice(&value);
            Span::Scratch(start..self.scratch.len())
        };
        let pair = Self::pair(name, value);
        found.push(pair);
    }

    /// Writes the value of a parameter.
    pub(super) fn parameter(&mut self, name: &Arc<str>, text: &Text) -> Result<(), Stop> {
        let mut found = Vec::new();
        self.parameters([true; 2], &mut found);
        found.retain(|pair| self.bytes(&pair.name) == name.as_bytes());
        if found.len() > 1 {
            return Err(SignError::new(format!("duplicate parameter `{name}`")).into());
        }
        let pair = found.pop().ok_or_else(|| Stop::Absent(text.clone()))?;
        self.write_value(pair, Name::Shared(name.clone()));
        Ok(())
    }

    fn sort(&self, order: Order, pairs: &mut [Pair]) {
        if matches!(order, Order::Value | Order::Joined(_)) {
            return pairs.sort_by(|one, other| self.compare(order, one, other));
        }
        for pair in pairs.iter_mut() {
            let name = self.bytes(&pair.name);
            let eight: [u8; 8] = std::array::from_fn(|index| name.get(index).copied().unwrap_or_default());
            pair.start = u64::from_be_bytes(eight);
        }
        let by_start = matches!(order, Order::Name | Order::NameThenValue | Order::Utf16);
        let is_ascii = pairs.iter().all(|pair| pair.start & 0x8080_8080_8080_8080 == 0);
        if by_start && (is_ascii || order != Order::Utf16) {
            let rest = |one: &Pair, other: &Pair| self.compare(order, one, other);
            return pairs.sort_by(|one, other| one.start.cmp(&other.start).then_with(|| rest(one, other)));
        }
        pairs.sort_by(|one, other| self.compare(order, one, other));
    }

    fn compare(&self, order: Order, one: &Pair, other: &Pair) -> Ordering {
        let (name, other_name) = (self.bytes(&one.name), self.bytes(&other.name));
        let value = || (self.bytes(&one.value), self.bytes(&other.value));
        match order {
            Order::Name => name.cmp(other_name),
            Order::NameThenValue => name.cmp(other_name).then_with(|| value().0.cmp(value().1)),
            Order::Joined(between) => {
                let joined = |name: &[u8], value: &[u8]| {
                    let text = [name, between.as_bytes(), value].concat();
                    String::from_utf8_lossy(&text).encode_utf16().collect::<Vec<_>>()
                };
                joined(name, value().0).cmp(&joined(other_name, value().1))
            }
            Order::Value => value().0.cmp(value().1).then_with(|| name.cmp(other_name)),
            Order::IgnoringCase => {
                let lower = name.to_ascii_lowercase().cmp(&other_name.to_ascii_lowercase());
                lower.then_with(|| name.cmp(other_name))
            }
            // In ASCII, both orders are one.
            Order::Utf16 if name.is_ascii() || other_name.is_ascii() => name.cmp(other_name),
            Order::Utf16 => {
                let units = |name: &[u8]| String::from_utf8_lossy(name).encode_utf16().collect::<Vec<_>>();
                units(name).cmp(&units(other_name))
            }
        }
    }
}
