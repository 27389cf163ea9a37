//! How the signer collects, changes and writes pairs: as ranges in its buffers, not as copies.

use std::cmp::Ordering;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::encode::{form_encode, is_plain, percent_encode};
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

/// The number of pairs that need no second allocation.
const USUAL_PAIRS: usize = 16;

/// Where the bytes of a pair are.
#[derive(Clone, Copy)]
enum Span<'t> {
    /// From where to where in the buffer of the draft.
    Draft(usize, usize),
    Scratch(usize, usize),
    /// Outside of the buffers, because it is secret.
    Held(usize),
    /// The secret of the credentials.
    Main,
    /// The secret value of a component.
    Component(usize),
    /// A name that the scheme defines.
    Own(&'t Arc<str>),
}

#[derive(Clone, Copy)]
pub(super) struct Pair<'t> {
    name: Span<'t>,
    value: Span<'t>,
    /// The parameter that the pair belongs to.
    component: Option<usize>,
    /// The first bytes of the name, which nearly always decide the order.
    start: u64,
    /// Whether it is an object or a list in a JSON body.
    nested: bool,
    /// Whether it is written as its name alone.
    bare: bool,
}

impl Pair<'_> {
    fn is_secret(&self) -> bool {
        matches!(self.value, Span::Held(_) | Span::Main | Span::Component(_))
    }
}

impl<'w> Writer<'w> {
    /// Writes pairs as a text.
    pub(super) fn write_pairs(&mut self, pairs: &'w Pairs, shape: &Shape) -> Result<(), Stop> {
        // What is added to pairs may itself consist of pairs.
        let scratch = self.scratch.len();
        let mut found = self.pairs(pairs)?;
        let (between, separator) = match shape {
            Shape::Pairs(between, separator) => (Some(between.as_bytes()), separator),
            Shape::Names(separator) | Shape::Values(separator) => (None, separator),
        };
        for (index, pair) in found.iter().enumerate() {
            if index > 0 {
                self.push(separator.as_bytes());
            }
            let start = self.draft.bytes.len();
            match (pair.name, pair.value) {
                // Already in the draft, in one piece.
                (Span::Draft(from, middle), Span::Draft(value, to))
                    if between == Some(b"=") && value == middle + 1 && !pair.bare =>
                {
                    self.draft.bytes.extend_from_within(from..to);
                    self.note_value(pair, Name::At(start..start + middle - from), start + value - from);
                    continue;
                }
                _ if matches!(shape, Shape::Values(_)) => {}
                (name, _) => self.append(name),
            }
            if matches!(shape, Shape::Names(_)) || (pair.bare && between.is_some()) {
                continue;
            }
            let name = start..self.draft.bytes.len();
            self.push(between.unwrap_or_default());
            let name = if between.is_some() { Name::At(name) } else { self.name_of(pair.name) };
            self.write_value(pair, name);
        }
        self.scratch.truncate(scratch);
        found.clear();
        self.spare = found;
        Ok(())
    }

    fn write_value(&mut self, pair: &Pair<'w>, name: Name) {
        if pair.is_secret() {
            let hidden = match pair.value {
                Span::Main => Hidden::Main,
                span => Hidden::Bytes(Zeroizing::new(self.bytes(span).to_vec())),
            };
            return self.hide(name, hidden);
        }
        let start = self.draft.bytes.len();
        self.append(pair.value);
        self.note_value(pair, name, start);
    }

    /// Records a value that was written from `start`.
    fn note_value(&mut self, pair: &Pair<'w>, name: Name, start: usize) {
        let end = self.draft.bytes.len();
        let travels = pair.component.and_then(|index| self.draft.components.get_mut(index));
        let origin = match travels {
            Some(component) if component.signed.is_none() => {
                component.signed = Some(start..end);
                return;
            }
            Some(component) => component.origin,
            None => Origin::Header,
        };
        self.note(name, origin, Form::Text, start);
    }

    fn name_of(&self, span: Span<'w>) -> Name {
        match span {
            Span::Draft(start, end) => Name::At(start..end),
            Span::Own(name) => Name::Shared(name.clone()),
            span => Name::Shared(String::from_utf8_lossy(self.bytes(span)).into()),
        }
    }

    fn bytes(&self, span: Span<'w>) -> &[u8] {
        match span {
            Span::Draft(start, end) => self.draft.bytes.get(start..end).unwrap_or_default(),
            Span::Scratch(start, end) => self.scratch.get(start..end).unwrap_or_default(),
            Span::Held(index) => self.held.get(index).map_or(&[], |held| held.as_slice()),
            Span::Main => self.credentials.secret().expose().as_bytes(),
            Span::Own(name) => name.as_bytes(),
            Span::Component(index) => self.draft.components.get(index).map_or(&[], |each| self.draft.value(each)),
        }
    }

    fn append(&mut self, span: Span<'w>) {
        let to = &mut self.draft.bytes;
        match span {
            Span::Draft(start, end) => to.extend_from_within(start..end),
            Span::Scratch(start, end) => to.extend_from_slice(self.scratch.get(start..end).unwrap_or_default()),
            Span::Own(name) => to.extend_from_slice(name.as_bytes()),
            Span::Held(_) | Span::Main | Span::Component(_) => {}
        }
    }

    fn scratch(&mut self, bytes: &[u8]) -> Span<'w> {
        let start = self.scratch.len();
        self.scratch.extend_from_slice(bytes);
        Span::Scratch(start, self.scratch.len())
    }

    /// Returns the pairs after all steps.
    fn pairs(&mut self, pairs: &'w Pairs) -> Result<Vec<Pair<'w>>, Stop> {
        let mut found = std::mem::take(&mut self.spare);
        if found.capacity() == 0 {
            found = Vec::with_capacity(USUAL_PAIRS);
        }
        self.supply(pairs.from(), &mut found)?;
        for step in pairs.steps() {
            match step {
                Step::Except(names) => found.retain(|pair| !self.is_among(names, pair)),
                Step::Only(names) => found.retain(|pair| self.is_among(names, pair)),
                Step::OrEmpty => {
                    for (index, name) in pairs.asked_for().iter().enumerate() {
                        if found.get(index).is_none_or(|pair| self.bytes(pair.name) != name.as_bytes()) {
                            let empty = Self::pair(name, Span::Draft(0, 0));
                            found.insert(index, empty);
                        }
                    }
                }
                Step::WithoutEmpty => found.retain(|pair| !self.bytes(pair.value).is_empty()),
                Step::BareWhenEmpty => found.iter_mut().for_each(|pair| pair.bare = self.bytes(pair.value).is_empty()),
                Step::Scalars => found.retain(|pair| !pair.nested),
                Step::Plus(name, text) => self.plus(name, text, &mut found)?,
                Step::AndFields(fields) => {
                    for (name, text) in fields.0.fields.iter().filter(|(_, text)| !text.facts().signature) {
                        self.plus(name, text, &mut found)?;
                    }
                }
                Step::AndPairs(others) => found.append(&mut self.pairs(others)?),
                Step::LowerNames => {
                    let has_upper = |bytes: &[u8]| bytes.iter().any(u8::is_ascii_uppercase);
                    let lower = |bytes: &[u8], to: &mut Vec<u8>| to.extend(bytes.iter().map(u8::to_ascii_lowercase));
                    self.change_all(&mut found, [true, false], has_upper, lower);
                }
                Step::SingleSpaced => {
                    let has_two = |bytes: &[u8]| bytes.windows(2).any(|two| two == b"  ");
                    self.change_all(&mut found, [false, true], has_two, |bytes, to| {
                        let mut last = b'x';
                        let kept = |byte: &&u8| std::mem::replace(&mut last, **byte) != b' ' || **byte != b' ';
                        to.extend(bytes.iter().filter(kept));
                    });
                }
                Step::Percent => self.change_all(&mut found, [true; 2], |bytes| !is_plain(bytes), percent_encode),
                Step::Form => self.change_all(&mut found, [true; 2], |bytes| !is_plain(bytes), form_encode),
                Step::Sorted(order) => self.sort(*order, &mut found),
            }
        }
        Ok(found)
    }

    fn is_among(&self, names: &[Arc<str>], pair: &Pair<'w>) -> bool {
        names.iter().any(|name| name.as_bytes() == self.bytes(pair.name))
    }

    fn pair(name: &'w Arc<str>, value: Span<'w>) -> Pair<'w> {
        Pair { name: Span::Own(name), value, component: None, start: 0, nested: false, bare: false }
    }

    /// Adds a pair of the scheme. An optional text may be absent.
    fn plus(&mut self, name: &'w Arc<str>, text: &'w Text, found: &mut Vec<Pair<'w>>) -> Result<(), Stop> {
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

    fn hold(&mut self, secret: Zeroizing<Vec<u8>>) -> Span<'w> {
        self.held.push(secret);
        Span::Held(self.held.len() - 1)
    }

    /// Changes names and values, as far as requested and needed.
    fn change_all(
        &mut self,
        pairs: &mut [Pair<'w>],
        [names, values]: [bool; 2],
        is_needed: impl Fn(&[u8]) -> bool,
        change: impl Fn(&[u8], &mut Vec<u8>) + Copy,
    ) {
        for pair in pairs {
            if names && is_needed(self.bytes(pair.name)) {
                pair.name = self.changed(pair.name, false, change);
            }
            if values && is_needed(self.bytes(pair.value)) {
                pair.value = self.changed(pair.value, pair.is_secret(), change);
            }
        }
    }

    fn changed(&mut self, span: Span<'w>, secret: bool, change: impl Fn(&[u8], &mut Vec<u8>)) -> Span<'w> {
        if secret {
            let mut changed = Zeroizing::new(Vec::new());
            change(self.bytes(span), &mut changed);
            return self.hold(changed);
        }
        let mut scratch = std::mem::take(&mut self.scratch);
        let start = scratch.len();
        match span {
            // What is changed a second time is already in the scratch buffer.
            Span::Scratch(from, to) => {
                let before = scratch.get(from..to).unwrap_or_default().to_vec();
                change(&before, &mut scratch);
            }
            span => change(self.bytes(span), &mut scratch),
        }
        self.scratch = scratch;
        Span::Scratch(start, self.scratch.len())
    }

    fn supply(&mut self, from: &'w Supply, found: &mut Vec<Pair<'w>>) -> Result<(), Stop> {
        match from {
            Supply::Nothing => {}
            Supply::Parameters => self.parameters([true; 2], found),
            Supply::Query => self.parameters([true, false], found),
            Supply::Form => self.parameters([false, matches!(self.message.kind(), Kind::Form | Kind::Fields)], found),
            Supply::Json => self.parameters([false, self.message.kind() == Kind::Json], found),
            Supply::Headers(names) | Supply::SignedHeaders(names) => {
                for name in names {
                    let lists_itself = matches!(from, Supply::SignedHeaders(_))
                        && self.adding.is_some_and(|adding| adding.eq_ignore_ascii_case(name));
                    let value = self.header(name).or_else(|| lists_itself.then(|| self.scratch(&[])));
                    found.extend(value.map(|value| Self::pair(name, value)));
                }
            }
            Supply::HeadersStarting(prefix) => {
                let mut names = self.message.header_names(self.draft);
                names.retain(|name| name.starts_with(&**prefix));
                names.sort_unstable();
                names.dedup();
                for name in names {
                    let (value, name) = (self.header(&name), self.scratch(name.as_bytes()));
                    found.extend(value.map(|value| Pair { name, ..Self::pair(prefix, value) }));
                }
            }
        }
        Ok(())
    }

    /// Collects the parameters of query and body that are text.
    fn parameters(&self, wanted: [bool; 2], found: &mut Vec<Pair<'w>>) {
        for (place, _) in [Place::Query, Place::Body].into_iter().zip(wanted).filter(|(_, wanted)| *wanted) {
            for (index, component) in self.draft.components.iter().enumerate() {
                if component.place == Some(place) {
                    found.extend(self.parameter_pair(index, component));
                }
            }
        }
    }

    #[inline]
    fn parameter_pair(&self, index: usize, component: &Component) -> Option<Pair<'w>> {
        let mut nested = false;
        let value = match component.form {
            Form::Text => Span::Draft(component.value.start, component.value.end),
            Form::Json => {
                nested = matches!(self.draft.value(component).first(), Some(b'{' | b'['));
                Span::Draft(component.value.start, component.value.end)
            }
            Form::Secret(_) => Span::Component(index),
            Form::File(_) => return None,
        };
        let name = Span::Draft(component.pair().start, component.value.start - 1);
        Some(Pair { name, value, component: Some(index), start: 0, nested, bare: false })
    }

    /// Returns the value of a header.
    fn header(&mut self, name: &str) -> Option<Span<'w>> {
        let (value, secret) = self.message.header(self.draft, name, b",")?;
        if secret {
            self.held.push(Zeroizing::new(value.into_owned()));
            return Some(Span::Held(self.held.len() - 1));
        }
        let start = self.scratch.len();
        self.scratch.extend_from_slice(&value);
        Some(Span::Scratch(start, self.scratch.len()))
    }

    /// Writes the value of a parameter.
    pub(super) fn parameter(&mut self, name: &Arc<str>, text: &Text) -> Result<(), Stop> {
        let mut found = Vec::new();
        self.parameters([true; 2], &mut found);
        found.retain(|pair| self.bytes(pair.name) == name.as_bytes());
        if found.len() > 1 {
            return Err(SignError::new(format!("duplicate parameter `{name}`")).into());
        }
        let pair = found.pop().ok_or_else(|| Stop::Absent(text.clone()))?;
        self.write_value(&pair, Name::Shared(name.clone()));
        Ok(())
    }

    fn sort(&self, order: Order, pairs: &mut [Pair<'w>]) {
        for pair in pairs.iter_mut() {
            let name = self.bytes(pair.name);
            let mut eight = [0; 8];
            match (name.first_chunk(), eight.get_mut(..name.len())) {
                (Some(start), _) => eight = *start,
                (None, Some(start)) => start.copy_from_slice(name),
                (None, None) => {}
            }
            pair.start = u64::from_be_bytes(eight);
        }
        let is_ascii = pairs.iter().all(|pair| pair.start & 0x8080_8080_8080_8080 == 0);
        let rest = |one: &Pair<'w>, other: &Pair<'w>| self.compare(order, one, other);
        match order {
            Order::Utf16 if !is_ascii => pairs.sort_by(rest),
            Order::Name | Order::NameThenValue | Order::Utf16 => {
                pairs.sort_by(|one, other| one.start.cmp(&other.start).then_with(|| rest(one, other)));
            }
            _ => pairs.sort_by(rest),
        }
    }

    fn compare(&self, order: Order, one: &Pair<'w>, other: &Pair<'w>) -> Ordering {
        let (name, other_name) = (self.bytes(one.name), self.bytes(other.name));
        let value = || (self.bytes(one.value), self.bytes(other.value));
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
            // In ASCII, both orders are the same.
            Order::Utf16 if name.is_ascii() || other_name.is_ascii() => name.cmp(other_name),
            Order::Utf16 => {
                let units = |name: &[u8]| String::from_utf8_lossy(name).encode_utf16().collect::<Vec<_>>();
                units(name).cmp(&units(other_name))
            }
        }
    }
}
