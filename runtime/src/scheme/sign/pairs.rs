//! How the signer collects, changes and writes pairs: as ranges in its buffers, not as copies.

use std::cmp::Ordering;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::encode::{self, form_encode, is_plain, json_string, percent_encode};
use super::sources::text_of;
use super::writer::{Stop, Writer, note};
use crate::operation::Place;
use crate::param::{Component, Draft, Form, Name, Origin, json_members};
use crate::scheme::choices::Order;
use crate::scheme::error::SignError;
use crate::scheme::json_path::JsonPath;
use crate::scheme::pairs::{Pairs, Step, Supply};
use crate::scheme::request::Kind;
use crate::scheme::text::{Node, Shape, Text};

/// The number of pairs that need no second allocation.
const USUAL_PAIRS: usize = 12;

/// The number of declared names that are sorted by their ranks.
const RANKED: usize = 64;

/// The bits of eight bytes of which ASCII has none.
const NOT_ASCII: u64 = 0x8080_8080_8080_8080;

/// Where the bytes of a pair are.
#[derive(Clone, Copy)]
enum Span<'t> {
    /// The name of a parameter.
    Name(usize),
    /// The value of a parameter, which may be secret.
    Value(usize),
    Scratch(usize, usize),
    /// Outside of the buffers, because it is secret.
    Held(usize),
    /// The secret of the credentials.
    Main,
    /// A name that the scheme defines.
    Own(&'t Arc<str>),
}

#[derive(Clone, Copy)]
pub(super) struct Pair<'t> {
    of: Of<'t>,
    /// The first bytes of the name, which nearly always decide the order.
    start: u64,
    /// Whether it is written as its name alone.
    bare: bool,
}

/// The contents of a pair. Most are parameters; an index keeps the pair small enough to sort cheaply.
#[derive(Clone, Copy)]
enum Of<'t> {
    Parameter(usize),
    /// The secret, under a name that the scheme defines.
    Secret(&'t Arc<str>),
    /// Any other pair, by its index in [`Writer::parts`].
    Parts(usize),
}

#[derive(Clone, Copy)]
pub(super) struct Parts<'t> {
    name: Span<'t>,
    value: Span<'t>,
    /// The parameter that the pair belongs to.
    component: Option<usize>,
    /// Whether the value is an object or a list inside a member of a JSON body.
    nested: bool,
    /// Whether the value is JSON inside a member of a JSON body.
    json: bool,
}

impl<'t> Pair<'t> {
    fn new(of: Of<'t>) -> Self {
        Self { of, start: 0, bare: false }
    }
}

impl<'t> Parts<'t> {
    const NONE: Self = Self::new(Span::Scratch(0, 0), Span::Scratch(0, 0));

    const fn new(name: Span<'t>, value: Span<'t>) -> Self {
        Self { name, value, component: None, nested: false, json: false }
    }
}

impl<'w> Writer<'w> {
    /// Writes pairs as a text.
    pub(super) fn write_pairs(&mut self, pairs: &'w Pairs, shape: &Shape) -> Result<(), Stop> {
        let mut found = match self.headers.take_if(|(headers, _)| headers.is(pairs)) {
            Some((_, found)) => found,
            None => self.pairs(pairs)?,
        };
        let (between, separator) = match shape {
            Shape::Pairs(between, separator) => (Some(between.as_bytes()), separator.as_bytes()),
            Shape::Names(separator) | Shape::Values(separator) => (None, separator.as_bytes()),
        };
        let as_it_lies = between == Some(b"=") && separator == b"&";
        for pair in &found {
            if let (Of::Parameter(index), true) = (pair.of, as_it_lies && !pair.bare) {
                let Draft { bytes, components, .. } = &mut *self.draft;
                if let Some(component) = components.get_mut(index).filter(|each| each.is_in_buffer())
                    && !component.is_signed()
                {
                    // Copied in one piece, with the `&` behind it.
                    let (pair, value) = (component.pair(), component.value());
                    let moved = bytes.len() - pair.start;
                    bytes.extend_from_within(pair);
                    component.set_signed(Some(value.start + moved..value.end + moved));
                    continue;
                }
            }
            let (start, pair_of) = (self.draft.bytes.len(), self.parts_of(pair));
            if !matches!(shape, Shape::Values(_)) {
                self.append(pair_of.name);
            }
            let is_name_alone = matches!(shape, Shape::Names(_)) || pair.bare && between.is_some();
            if !is_name_alone {
                let name = start..self.draft.bytes.len();
                self.push(between.unwrap_or_default());
                let name = if between.is_some() { Name::at(name) } else { self.name_of(pair_of.name) };
                self.write_value(pair_of, name);
            }
            self.push(separator);
        }
        if !found.is_empty() {
            self.draft.bytes.truncate(self.draft.bytes.len() - separator.len());
        }
        if pairs.are_headers() {
            self.headers = Some((pairs, found));
        } else {
            found.clear();
            self.spare = found;
        }
        Ok(())
    }

    #[inline]
    fn parts_of(&self, pair: &Pair<'w>) -> Parts<'w> {
        match pair.of {
            Of::Parameter(index) => {
                Parts { component: Some(index), ..Parts::new(Span::Name(index), Span::Value(index)) }
            }
            Of::Secret(name) => Parts::new(Span::Own(name), Span::Main),
            Of::Parts(index) => self.parts.get(index).copied().unwrap_or(Parts::NONE),
        }
    }

    #[inline]
    fn name(&self, pair: &Pair<'w>) -> &[u8] {
        self.bytes(self.parts_of(pair).name)
    }

    #[inline]
    fn value(&self, pair: &Pair<'w>) -> &[u8] {
        self.bytes(self.parts_of(pair).value)
    }

    /// Records a pair that is not an unchanged parameter.
    fn pair(&mut self, parts: Parts<'w>) -> Of<'w> {
        self.parts.push(parts);
        Of::Parts(self.parts.len() - 1)
    }

    fn is_secret(&self, value: Span<'w>) -> bool {
        match value {
            Span::Held(_) | Span::Main => true,
            Span::Value(index) => self.component(index).is_some_and(|each| !each.is_in_buffer()),
            _ => false,
        }
    }

    fn component(&self, index: usize) -> Option<&Component> {
        self.draft.components.get(index)
    }

    fn write_value(&mut self, pair: Parts<'w>, name: Name) {
        if self.is_secret(pair.value) {
            return match pair.value {
                Span::Main => self.hide_main(name),
                span => self.hide(name, Zeroizing::new(self.bytes(span).to_vec())),
            };
        }
        let start = self.draft.bytes.len();
        self.append(pair.value);
        let range = start..self.draft.bytes.len();
        let origin = match pair.component.and_then(|index| self.draft.components.get_mut(index)) {
            Some(component) if !component.is_signed() => {
                component.set_signed(Some(range.clone()));
                for (_, other) in self.merged.iter().filter(|(first, _)| Some(*first) == pair.component) {
                    if let Some(other) = self.draft.components.get_mut(*other) {
                        other.set_signed(Some(range.clone()));
                    }
                }
                return;
            }
            Some(component) => component.origin,
            None => Origin::Header,
        };
        note(self.draft, name, origin, Form::Text, range);
    }

    fn name_of(&mut self, span: Span<'w>) -> Name {
        match span {
            Span::Name(index) => self.component(index).map_or(Name::Static(""), |each| each.name),
            Span::Own(name) => self.draft.keep_name(name),
            span => {
                let name = String::from_utf8_lossy(self.bytes(span)).into();
                self.draft.keep_name(&name)
            }
        }
    }

    fn bytes(&self, span: Span<'w>) -> &[u8] {
        match span {
            Span::Name(index) => self.component(index).map_or(&[], |each| self.draft.name_bytes(each)),
            Span::Value(index) => self.component(index).map_or(&[], |each| self.draft.value(each)),
            Span::Scratch(start, end) => self.scratch.get(start..end).unwrap_or_default(),
            Span::Held(index) => self.held.get(index).map_or(&[], |held| held.as_slice()),
            Span::Main => self.credentials.secret().expose().as_bytes(),
            Span::Own(name) => name.as_bytes(),
        }
    }

    fn append(&mut self, span: Span<'w>) {
        let to = &mut self.draft.bytes;
        match span {
            Span::Name(index) | Span::Value(index) => {
                let Some(component) = self.draft.components.get(index) else { return };
                let name = component.pair().start..component.value().start - 1;
                to.extend_from_within(if matches!(span, Span::Name(_)) { name } else { component.value() });
            }
            Span::Scratch(start, end) => to.extend_from_slice(self.scratch.get(start..end).unwrap_or_default()),
            Span::Own(name) => to.extend_from_slice(name.as_bytes()),
            Span::Held(_) | Span::Main => {}
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
        let mut steps = pairs.steps().iter();
        if let Some(Step::Sorted(order)) = steps.as_slice().first()
            && self.ranked(pairs.from(), *order, &mut found)
        {
            steps.next();
        } else {
            self.supply(pairs.from(), &mut found)?;
        }
        for step in steps {
            match step {
                Step::Except(names) => found.retain(|pair| !self.is_among(names, pair)),
                Step::Only(names) => found.retain(|pair| self.is_among(names, pair)),
                Step::Starting(prefix) => found.retain(|pair| self.name(pair).starts_with(prefix.as_bytes())),
                Step::Merged(separator) => self.merge(separator, &mut found),
                Step::OrEmpty => {
                    for (index, name) in pairs.asked_for().iter().enumerate() {
                        if found.get(index).is_none_or(|pair| self.name(pair) != name.as_bytes()) {
                            let of = self.pair(Parts::new(Span::Own(name), Span::Scratch(0, 0)));
                            found.insert(index, Pair::new(of));
                        }
                    }
                }
                Step::WithoutEmpty => found.retain(|pair| !self.value(pair).is_empty()),
                Step::BareWhenEmpty => found.iter_mut().for_each(|pair| pair.bare = self.value(pair).is_empty()),
                Step::Scalars => found.retain(|pair| !self.is_nested(pair)),
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
                    // Checks all bytes: that is faster without a branch.
                    let has_two = |bytes: &[u8]| {
                        let next = bytes.get(1..).unwrap_or_default();
                        bytes.iter().zip(next).fold(false, |found, two| found | (two == (&b' ', &b' ')))
                    };
                    self.change_all(&mut found, [false, true], has_two, |bytes, to| {
                        let mut last = b'x';
                        let kept = |byte: &&u8| std::mem::replace(&mut last, **byte) != b' ' || **byte != b' ';
                        to.extend(bytes.iter().filter(kept));
                    });
                }
                Step::Percent => self.change_all(&mut found, [true; 2], |bytes| !is_plain(bytes), percent_encode),
                Step::Form => self.change_all(&mut found, [true; 2], |bytes| !is_plain(bytes), form_encode),
                Step::Values(map) => self.change_all(
                    &mut found,
                    [false, true],
                    |_| true,
                    |bytes, to| {
                        encode::mapped(map, bytes, to);
                    },
                ),
                Step::Json => {
                    for pair in &mut found {
                        if self.is_json(pair) {
                            continue;
                        }
                        if std::str::from_utf8(self.value(pair)).is_err() {
                            return Err(SignError::new("a value that is signed as JSON is not UTF-8").into());
                        }
                        self.change_all(
                            std::slice::from_mut(pair),
                            [false, true],
                            |_| true,
                            |bytes, to| {
                                json_string(bytes, to);
                            },
                        );
                    }
                }
                Step::Hidden => {}
                Step::Sorted(order) => self.sort(*order, &mut found),
            }
        }
        Ok(found)
    }

    /// Joins the values of pairs with the same name, at the place of the first of them.
    fn merge(&mut self, separator: &str, found: &mut Vec<Pair<'w>>) {
        let mut at = 0;
        while let Some(pair) = found.get(at).copied() {
            let (before, _) = found.split_at_mut(at);
            let Some(place) = before.iter().position(|first| self.name(first) == self.name(&pair)) else {
                at += 1;
                continue;
            };
            found.remove(at);
            let Some(first) = found.get_mut(place) else { continue };
            let (one, next) = (self.parts_of(first), self.parts_of(&pair));
            let whole = [self.bytes(one.value), separator.as_bytes(), self.bytes(next.value)].concat();
            let is_secret = self.is_secret(one.value) || self.is_secret(next.value);
            let value = if is_secret { self.hold(Zeroizing::new(whole)) } else { self.scratch(&whole) };
            self.merged.extend(one.component.zip(next.component));
            first.bare &= pair.bare;
            first.of = self.pair(Parts { value, ..one });
        }
    }

    /// Returns whether it is a value other than a string in a JSON body.
    fn is_json(&self, pair: &Pair<'w>) -> bool {
        let parts = self.parts_of(pair);
        let in_json = |each: &&Component| each.place == Some(Place::Body) && self.message.kind() == Kind::Json;
        let component = parts.component.and_then(|index| self.component(index)).filter(in_json);
        parts.json || component.is_some_and(|each| matches!(each.form, Form::Json) || each.known.json)
    }

    fn is_among(&self, names: &[Arc<str>], pair: &Pair<'w>) -> bool {
        names.iter().any(|name| name.as_bytes() == self.name(pair))
    }

    /// Adds a pair of the scheme. An optional text may be absent.
    fn plus(&mut self, name: &'w Arc<str>, text: &'w Text, found: &mut Vec<Pair<'w>>) -> Result<(), Stop> {
        let of = match text.node() {
            Node::Secret if !self.credentials.secret().expose().is_empty() => Of::Secret(name),
            _ => {
                let mark = self.mark();
                if !self.present(text)? {
                    return Ok(());
                }
                let whole = self.collect(mark);
                let is_secret = self.has_secret_since(mark);
                self.back_to(mark);
                let value = if is_secret { self.hold(whole) } else { self.scratch(&whole) };
                self.pair(Parts::new(Span::Own(name), value))
            }
        };
        found.push(Pair::new(of));
        Ok(())
    }

    /// Returns whether it is an object or a list in a JSON body.
    fn is_nested(&self, pair: &Pair<'w>) -> bool {
        let parts = self.parts_of(pair);
        let is_json = |each: &&Component| matches!(each.form, Form::Json) || each.known.json;
        let json = parts.component.and_then(|index| self.component(index)).filter(is_json);
        parts.nested || json.is_some_and(|each| matches!(self.draft.value(each).first(), Some(b'{' | b'[')))
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
            let parts = self.parts_of(pair);
            let Parts { mut name, mut value, .. } = parts;
            let (changes_name, changes_value) =
                (names && is_needed(self.bytes(name)), values && is_needed(self.bytes(value)));
            if changes_name {
                name = self.changed(name, false, change);
            }
            if changes_value {
                value = self.changed(value, self.is_secret(value), change);
            }
            if changes_name || changes_value {
                pair.of = self.pair(Parts { name, value, ..parts });
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
            Supply::JsonOf(path) => self.members(path, found)?,
            Supply::Headers(names) | Supply::SignedHeaders(names) => {
                for name in names {
                    let lists_itself = matches!(from, Supply::SignedHeaders(_))
                        && self.adding.is_some_and(|adding| adding.eq_ignore_ascii_case(name));
                    self.header(Span::Own(name), name, lists_itself, found);
                }
            }
            Supply::HeadersStarting(prefix) => {
                let mut names = self.message.header_names(self.draft);
                names.retain(|name| name.starts_with(&**prefix));
                names.sort_unstable();
                names.dedup();
                for name in names {
                    let own = self.scratch(name.as_bytes());
                    self.header(own, &name, false, found);
                }
            }
        }
        Ok(())
    }

    /// Collects the members of an object inside the body.
    fn members(&mut self, path: &JsonPath, found: &mut Vec<Pair<'w>>) -> Result<(), SignError> {
        let Some((object, secret)) = self.json(path)? else { return Ok(()) };
        let members = json_members(object.as_bytes());
        let members =
            members.map_err(|_| SignError::new(format!("`{}` is not an object with each name once", path.written)))?;
        for (name, raw) in members {
            let (name, text) = (self.scratch(name.as_bytes()), text_of(raw.get())?);
            let value = if secret {
                self.hold(Zeroizing::new(text.as_bytes().to_vec()))
            } else {
                self.scratch(text.as_bytes())
            };
            let nested = raw.get().starts_with(['{', '[']);
            let json = !raw.get().starts_with('"');
            found.push(Pair::new(self.pair(Parts { nested, json, ..Parts::new(name, value) })));
        }
        Ok(())
    }

    /// Collects the parameters of query and body that are text.
    fn parameters(&self, wanted: [bool; 2], found: &mut Vec<Pair<'w>>) {
        let [query, body] = wanted;
        for place in query.then_some(Place::Query).into_iter().chain(body.then_some(Place::Body)) {
            for (index, component) in self.draft.components.iter().enumerate() {
                if component.place == Some(place) && !component.is_file() {
                    found.push(Pair::new(Of::Parameter(index)));
                }
            }
        }
    }

    /// Collects parameters in the order of their names, and returns whether that succeeded. Declared names have ranks;
    /// the few others are inserted between them.
    fn ranked(&self, from: &Supply, order: Order, found: &mut Vec<Pair<'w>>) -> bool {
        let (components, declared) = (&self.draft.components, self.draft.operation.parameters().len());
        let has_body = match (from, order) {
            (_, Order::Joined(_) | Order::Value | Order::IgnoringCase) => return false,
            (Supply::Parameters, _) => true,
            (Supply::Query, _) => false,
            _ => return false,
        };
        // Without declared names, sorting is faster than inserting one after another.
        if !(1..=RANKED).contains(&declared) {
            return false;
        }
        // The place of each rank, and a bit for each rank that is present.
        let (mut places, mut present) = ([0; RANKED], 0_u64);
        let is_wanted = |component: &Component| match component.place {
            Some(Place::Query) => true,
            Some(Place::Body) => has_body && !component.is_file(),
            _ => false,
        };
        let mut first_other = components.len();
        for (index, component) in components.iter().enumerate().filter(|(_, component)| is_wanted(component)) {
            let Some(rank) = component.known.rank else {
                first_other = first_other.min(index);
                continue;
            };
            let bit = 1_u64.checked_shl(rank.into()).unwrap_or_default();
            match (places.get_mut(usize::from(rank)), u8::try_from(index)) {
                (Some(place), Ok(index)) if present & bit == 0 => *place = index,
                _ => return false,
            }
            present |= bit;
        }
        while let Some(index) = places.get(present.trailing_zeros() as usize) {
            found.push(Pair::new(Of::Parameter(usize::from(*index))));
            present &= present - 1;
        }
        let others = components.iter().enumerate().skip(first_other);
        for (index, _) in others.filter(|(_, component)| component.known.rank.is_none() && is_wanted(component)) {
            let pair = Pair::new(Of::Parameter(index));
            let start = self.start_of(&pair);
            let of_other = |other: &Pair<'w>| match self.start_of(other) {
                other if other != start && (other | start) & NOT_ASCII == 0 => other.cmp(&start),
                _ => self.compare(order, other, &pair),
            };
            // Which of two pairs with the same name is first depends on where they are sent.
            let Err(place) = found.binary_search_by(of_other) else {
                found.clear();
                return false;
            };
            found.insert(place, pair);
        }
        true
    }

    /// Collects a header. One that is absent is empty if it lists itself.
    fn header(&mut self, name: Span<'w>, called: &str, lists_itself: bool, found: &mut Vec<Pair<'w>>) {
        let value = match self.message.header(self.draft, called, b",") {
            _ if self.carries(called) && !lists_itself => return,
            Some((value, true)) => {
                self.held.push(Zeroizing::new(value.into_owned()));
                Span::Held(self.held.len() - 1)
            }
            Some((value, false)) => {
                let start = self.scratch.len();
                self.scratch.extend_from_slice(&value);
                Span::Scratch(start, self.scratch.len())
            }
            None if lists_itself => Span::Scratch(0, 0),
            None => return,
        };
        found.push(Pair::new(self.pair(Parts::new(name, value))));
    }

    /// Writes the value of a parameter.
    pub(super) fn parameter(&mut self, name: &Arc<str>, text: &Text) -> Result<(), Stop> {
        let mut found = Vec::new();
        self.parameters([true; 2], &mut found);
        found.retain(|pair| self.name(pair) == name.as_bytes());
        if found.len() > 1 {
            return Err(SignError::new(format!("duplicate parameter `{name}`")).into());
        }
        let pair = found.pop().ok_or_else(|| Stop::Absent(text.clone()))?;
        let name = self.draft.keep_name(name);
        self.write_value(self.parts_of(&pair), name);
        Ok(())
    }

    fn sort(&self, order: Order, pairs: &mut [Pair<'w>]) {
        for pair in pairs.iter_mut() {
            pair.start = self.start_of(pair);
        }
        let is_ascii = pairs.iter().all(|pair| pair.start & NOT_ASCII == 0);
        let rest = |one: &Pair<'w>, other: &Pair<'w>| self.compare(order, one, other);
        match order {
            Order::Utf16 if !is_ascii => pairs.sort_by(rest),
            Order::Name | Order::NameThenValue | Order::Utf16 => {
                pairs.sort_by(|one, other| one.start.cmp(&other.start).then_with(|| rest(one, other)));
            }
            _ => pairs.sort_by(rest),
        }
    }

    /// Returns the first eight bytes of a name as a number, with zeros behind a shorter one.
    #[inline]
    fn start_of(&self, pair: &Pair<'w>) -> u64 {
        // What follows a name in the buffer is cut off: that is faster than copying as many bytes as it has.
        if let Of::Parameter(index) = pair.of
            && let Some(component) = self.component(index)
            && let start = component.pair().start
            && let Some(eight) = self.draft.bytes.get(start..).and_then(<[u8]>::first_chunk)
        {
            let length = (component.value().start - 1 - start).min(8);
            let cut = u64::MAX.checked_shr(8 * length as u32).unwrap_or_default();
            return u64::from_be_bytes(*eight) & !cut;
        }
        let mut eight = [0; 8];
        eight.iter_mut().zip(self.name(pair)).for_each(|(byte, of_name)| *byte = *of_name);
        u64::from_be_bytes(eight)
    }

    fn compare(&self, order: Order, one: &Pair<'w>, other: &Pair<'w>) -> Ordering {
        let (name, other_name) = (self.name(one), self.name(other));
        let value = || (self.value(one), self.value(other));
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
