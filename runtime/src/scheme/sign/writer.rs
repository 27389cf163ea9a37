//! Writes texts into the buffer of a draft. Secrets are kept outside of it.

use std::ops::Range;
use std::time::Duration;

use zeroize::Zeroizing;

use super::clock::Fresh;
use super::pairs::{Pair, Parts};
use super::results::Results;
use super::sources::text_of;
use super::{Message, Plan, encode};
use crate::auth::Credentials;
use crate::operation::Place as WirePlace;
use crate::param::body::write_member;
use crate::param::{Component, Draft, Form, Hidden, Known, Name, Origin};
use crate::scheme::choices::TimeFormat;
use crate::scheme::definition::{Place, Sent};
use crate::scheme::encoded::taken;
use crate::scheme::error::SignError;
use crate::scheme::json_path::JsonPath;
use crate::scheme::pairs::Pairs;
use crate::scheme::shape::Piece;
use crate::scheme::text::{Map, Node, Text};

/// Why a text was not written.
pub(super) enum Stop {
    /// It needs this part, which the request or the credentials do not have.
    Absent(Text),
    Failed(SignError),
}

impl From<SignError> for Stop {
    fn from(error: SignError) -> Self {
        Self::Failed(error)
    }
}

impl From<Stop> for SignError {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Failed(error) => error,
            Stop::Absent(text) => {
                let lacks = match (text.is_of_credentials(), text.children().is_empty()) {
                    (true, true) => "the credentials do not have",
                    (true, false) => "cannot be computed from the credentials",
                    (false, _) => "this request does not have",
                };
                Self::new(format!("the scheme needs `{text}`, which {lacks}"))
            }
        }
    }
}

/// The longest text that is changed without an allocation.
const SHORT: usize = 64;

/// The bytes and the number of the headers that are collected without a second allocation.
const USUAL_HEADERS: [usize; 2] = [256, 12];

/// Writes the texts of a scheme for one request.
pub(super) struct Writer<'w> {
    pub(super) plan: &'w Plan,
    pub(super) draft: &'w mut Draft,
    pub(super) message: &'w mut dyn Message,
    pub(super) credentials: &'w Credentials,
    pub(super) fresh: &'w Fresh,
    pub(super) results: Results,
    /// The range of the signature in the buffer.
    signature: Option<Range<usize>>,
    /// The header that is being added, which a list of signed headers inside it may name.
    pub(super) adding: Option<&'w str>,
    /// The time as it was last written, in `scratch`: most schemes write it several times.
    pub(super) time: Option<([Duration; 2], TimeFormat, Range<usize>)>,
    /// Whether the signature is being written, so that what is made from a secret may be visible.
    pub(super) shown: bool,
    /// The parts of pairs that are not in the buffer unchanged, without secrets.
    pub(super) scratch: Vec<u8>,
    pub(super) held: Vec<Zeroizing<Vec<u8>>>,
    /// Pairs other than unchanged parameters.
    pub(super) parts: Vec<Parts<'w>>,
    /// Parameters whose value was merged into that of another: this one, and the other.
    pub(super) merged: Vec<(usize, usize)>,
    /// A list of pairs to reuse.
    pub(super) spare: Vec<Pair<'w>>,
    /// The headers that were collected last: most schemes write their values and then their names.
    pub(super) headers: Option<(&'w Pairs, Vec<Pair<'w>>)>,
}

/// A position to return to.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    pub(super) bytes: usize,
    components: usize,
}

impl<'w> Writer<'w> {
    pub(super) fn new(
        plan: &'w Plan,
        draft: &'w mut Draft,
        message: &'w mut dyn Message,
        credentials: &'w Credentials,
        fresh: &'w Fresh,
    ) -> Self {
        let [bytes, pairs] = if plan.collects_headers { USUAL_HEADERS } else { [0; 2] };
        let (scratch, parts) = (Vec::with_capacity(bytes), Vec::with_capacity(pairs));
        Self {
            plan,
            draft,
            message,
            credentials,
            fresh,
            results: Results::default(),
            signature: None,
            adding: None,
            time: None,
            shown: false,
            scratch,
            held: Vec::new(),
            parts,
            merged: Vec::new(),
            spare: Vec::new(),
            headers: None,
        }
    }

    /// Appends the key id or the signature, which most of what is sent consists of; returns `false` for anything else.
    fn send_directly(&mut self, text: &Text) -> bool {
        match (text.node(), &self.signature) {
            (Node::KeyId, _) if !self.credentials.key_id().is_empty() => {
                self.draft.bytes.extend_from_slice(self.credentials.key_id().as_bytes());
            }
            (Node::Signature, Some(signature)) => self.draft.bytes.extend_from_within(signature.clone()),
            _ => return false,
        }
        true
    }

    /// Appends what is sent, and returns its form and origin; `None` if it is absent.
    fn send_parts(&mut self, send: &'w Sent, place: Place) -> Result<Option<(Form, Origin)>, SignError> {
        let value = self.mark();
        self.adding = (place == Place::Header).then_some(&*send.name);
        // A list of signed headers may name the one that is added.
        self.headers.take_if(|(headers, _)| place == Place::Header && headers.asks_for(&send.name));
        let is_present = self.present(&send.text);
        (self.adding, self.headers) = (None, None);
        if !is_present? {
            return Ok(None);
        }
        if self.has_secret_since(value) {
            let secret = self.collect(value);
            self.back_to(value);
            return Ok(Some((self.draft.keep_secret(secret), Origin::Secret)));
        }
        self.draft.components.truncate(value.components);
        Ok(Some((Form::Text, send.origin)))
    }

    /// Adds one item that is sent to the request.
    pub(super) fn send(&mut self, send: &'w Sent) -> Result<(), SignError> {
        let place = self.message.kind().place_of(send.place);
        let mark = self.mark();
        let start = self.draft.open(&send.name);
        let is_sent = self.send_directly(&send.text);
        let sent = if is_sent { Some((Form::Text, send.origin)) } else { self.send_parts(send, place)? };
        let Some((form, origin)) = sent else {
            self.back_to(mark);
            return Ok(());
        };
        let form = match form {
            Form::Text if send.number => {
                let written = self.draft.bytes.get(start..).unwrap_or_default();
                serde_json::from_slice::<serde_json::Number>(written)
                    .map_err(|_| SignError::new(format!("the member `{}` is not a number in JSON", send.name)))?;
                Form::Json
            }
            form => form,
        };
        let plain_value = self.plan.is_hex && matches!(send.text.node(), Node::Signature);
        let known = Known { plain_name: send.plain_name, plain_value, rank: None, json: false };
        let name = Draft::opened(start, &send.name);
        self.draft.close_with(start, name, place.travels(), form, origin, known);
        let Some((added, others)) = self.draft.components.split_last() else { return Ok(()) };
        // An empty parameter of the same name reserves a place for what is added, but not for the signature, which no
        // pairs contain.
        let is_same =
            |each: &Component| each.place == added.place && each.is_called(send.name.as_bytes(), &self.draft.bytes);
        let holder = if place == Place::Header { None } else { others.iter().position(is_same) };
        let is_full = |each: &Component| send.text.facts().signature || !each.value().is_empty();
        if holder.and_then(|index| others.get(index)).is_some_and(is_full) {
            return Err(taken(&send.name));
        }
        let [query, body] = self.plan.pairs;
        let is_known = if added.place == Some(WirePlace::Query) { query } else { body };
        self.message.add(self.draft, send, place, added, is_known && holder.is_none())?;
        if let Some(path) = send.nested()
            && (body || self.message.is_in_draft())
        {
            return self.nest(path, mark);
        }
        if let Some(index) = holder {
            self.draft.components.swap_remove(index);
        }
        Ok(())
    }

    /// Merges what was added last, since a mark, into the member of the body that contains it.
    fn nest(&mut self, path: &JsonPath, mark: Mark) -> Result<(), SignError> {
        let (Some(first), Some(added)) = (path.steps.first(), self.draft.components.pop()) else { return Ok(()) };
        let is_it = |each: &Component| each.place == added.place && each.is_called(first.as_bytes(), &self.draft.bytes);
        let holder = self.draft.components.iter().position(is_it);
        let (mut object, mut value) = (Zeroizing::new(b"{".to_vec()), Zeroizing::new(Vec::new()));
        let key = serde_json::Value::from(&**first).to_string() + ":";
        let mut secret = added.is_secret();
        if let Some(known) = holder.and_then(|index| self.draft.components.get(index)) {
            object.extend_from_slice(key.as_bytes());
            write_member(&mut object, self.draft, known);
            secret |= known.is_secret();
        }
        object.push(b'}');
        write_member(&mut value, self.draft, &added);
        let (place, written, _) = path.put(&object, &String::from_utf8_lossy(&value), true)?;
        object.splice(place, written.into_bytes());
        let member = object.get(key.len() + 1..object.len() - 1).unwrap_or_default();
        self.draft.bytes.truncate(mark.bytes);
        let start = self.draft.open(first);
        let form = if secret {
            self.draft.keep_secret(Zeroizing::new(member.to_vec()))
        } else {
            self.draft.bytes.extend_from_slice(member);
            Form::Json
        };
        let known = Known { json: true, ..Known::NOTHING };
        let name = Draft::opened(start, first);
        self.draft.close_with(start, name, WirePlace::Body, form, added.origin, known);
        if let Some(index) = holder {
            self.draft.components.swap_remove(index);
        }
        Ok(())
    }

    /// Writes the signature, and remembers its range.
    pub(super) fn sign(&mut self, text: &'w Text) -> Result<Range<usize>, SignError> {
        let mark = self.mark();
        self.shown = true;
        self.write(text)?;
        self.shown = false;
        self.draft.components.truncate(mark.components);
        let signature = mark.bytes..self.draft.bytes.len();
        self.draft.bytes.push(b'\n');
        self.signature = Some(signature.clone());
        Ok(signature)
    }

    /// Writes a text as the string to sign of a hand-written rule.
    pub(super) fn string(&mut self, text: &'w Text, made: &'static str) -> Result<Zeroizing<Vec<u8>>, SignError> {
        let mark = self.mark();
        self.write(text)?;
        let written = self.collect(mark);
        self.draft.sign(mark.bytes..self.draft.bytes.len(), made, None);
        Ok(written)
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { bytes: self.draft.bytes.len(), components: self.draft.components.len() }
    }

    /// Discards what was written since a mark.
    pub(super) fn back_to(&mut self, mark: Mark) {
        self.draft.bytes.truncate(mark.bytes);
        self.draft.components.truncate(mark.components);
        self.unmark(mark);
    }

    /// Clears the marks of parameters that were signed since a mark.
    fn unmark(&mut self, mark: Mark) {
        for component in &mut self.draft.components {
            if component.signed().is_some_and(|range| range.end > mark.bytes) {
                component.set_signed(None);
            }
        }
    }

    pub(super) fn has_secret_since(&self, mark: Mark) -> bool {
        secrets(self.draft, self.credentials, mark).next().is_some()
    }

    /// Passes on what was written since a mark in pieces, including secrets.
    pub(super) fn pieces(&self, since: Mark, take: impl FnMut(&[u8])) {
        pieces(self.draft, self.credentials, since, take);
    }

    /// Returns what was written since a mark, including secrets, in one buffer that is wiped.
    pub(super) fn collect(&self, since: Mark) -> Zeroizing<Vec<u8>> {
        let mut length = 0;
        self.pieces(since, |piece| length += piece.len());
        let mut whole = Zeroizing::new(Vec::with_capacity(length));
        self.pieces(since, |piece| whole.extend_from_slice(piece));
        whole
    }

    /// Returns whether these bytes were written since a mark, including secrets.
    pub(super) fn is_written(&self, since: Mark, bytes: &[u8]) -> bool {
        let mut rest = Some(bytes);
        self.pieces(since, |piece| rest = rest.and_then(|rest| rest.strip_prefix(piece)));
        rest.is_some_and(<[u8]>::is_empty)
    }

    /// Returns the length of what was written since a mark, including secrets.
    pub(super) fn length(&self, since: Mark) -> usize {
        let mut length = 0;
        self.pieces(since, |piece| length += piece.len());
        length
    }

    /// Returns the whole of a text, including secrets. Nothing remains in the buffer.
    pub(super) fn plain(&mut self, text: &'w Text) -> Result<Zeroizing<Vec<u8>>, Stop> {
        let mark = self.mark();
        self.write(text)?;
        let whole = self.collect(mark);
        self.back_to(mark);
        Ok(whole)
    }

    /// Appends a text, and returns whether it is present. It may only be absent if it is optional.
    pub(super) fn present(&mut self, text: &'w Text) -> Result<bool, Stop> {
        match text.node() {
            Node::Optional(inner) => self.attempt(inner),
            Node::Named(_, inner) => self.present(inner),
            _ => self.write(text).map(|()| true),
        }
    }

    /// Appends a text unless it is absent.
    pub(super) fn attempt(&mut self, text: &'w Text) -> Result<bool, Stop> {
        let mark = self.mark();
        match self.write(text) {
            Ok(()) => Ok(true),
            Err(Stop::Absent(_)) => {
                self.back_to(mark);
                Ok(false)
            }
            Err(stop) => Err(stop),
        }
    }

    /// Appends a text. If it is absent, what was appended is meaningless.
    pub(super) fn write(&mut self, text: &'w Text) -> Result<(), Stop> {
        let absent = || Stop::Absent(text.clone());
        match text.node() {
            Node::Literal(literal) => self.push(literal.as_bytes()),
            Node::Source(source) => self.source(*source)?,
            Node::KeyId if self.credentials.key_id().is_empty() => return Err(absent()),
            Node::KeyId => {
                self.part(Name::Static("key id"), Origin::Auth, self.credentials.key_id().as_bytes(), false);
            }
            Node::Secret if self.credentials.secret().expose().is_empty() => return Err(absent()),
            Node::Secret => self.hide_main(Name::Static("secret")),
            Node::Time(before, format) => self.time("time", [*before, Duration::ZERO], *format, usize::MAX),
            Node::TimeAfter(after, format) => self.time("expiry", [Duration::ZERO, *after], *format, usize::MAX),
            Node::Map(Map::First(most), inner) if let Node::Time(before, format) = inner.node() => {
                self.time("time", [*before, Duration::ZERO], *format, *most);
            }
            Node::Signature => {
                let signature = self.signature.clone().ok_or_else(absent)?;
                self.draft.bytes.extend_from_within(signature);
            }
            Node::Fields(fields) if text.pieces().is_empty() => self.write_fields(fields)?,
            Node::Concat(_) | Node::Join(..) | Node::Fields(_) => {
                for piece in text.pieces() {
                    match piece {
                        Piece::Literal(literal) => self.push(literal.as_bytes()),
                        Piece::Text(text) => self.write(text)?,
                    }
                }
            }
            Node::AnyOf(_, inner) | Node::Named(_, inner) => self.write(inner)?,
            Node::Pairs(pairs, shape) => {
                let mark = self.mark();
                self.write_pairs(pairs, shape)?;
                if pairs.is_hidden() {
                    let whole = self.collect(mark);
                    self.back_to(mark);
                    self.hide(Name::Static("secret"), whole);
                }
            }
            Node::Optional(inner) => drop(self.attempt(inner)?),
            Node::Map(map, inner) if !matches!(map, Map::Digest(_)) => {
                let mark = self.mark();
                if let Some(result) = self.results.get(self.plan, inner)
                    && (self.shown || !inner.is_secret())
                {
                    encode::mapped(map, result, &mut self.draft.bytes).ok_or_else(absent)?;
                    self.note(Name::Static("digest"), Origin::Digest, Form::Text, mark.bytes);
                    return Ok(());
                }
                self.write(inner)?;
                match map {
                    _ if self.has_secret_since(mark) => self.change(mark, |bytes, to| encode::mapped(map, bytes, to)),
                    Map::First(count) => {
                        self.draft.bytes.truncate(mark.bytes.saturating_add(*count));
                        self.adjust(mark);
                        Some(())
                    }
                    _ if encode::keeps(map, self.draft.bytes.get(mark.bytes..).unwrap_or_default()) => {
                        self.adjust(mark);
                        Some(())
                    }
                    _ => self.change(mark, |bytes, to| encode::mapped(map, bytes, to)),
                }
                .ok_or_else(absent)?;
            }
            _ => self.write_rare(text)?,
        }
        Ok(())
    }

    /// Appends a text of which few schemes have one. Separate, so that the code for the others stays together.
    #[inline(never)]
    fn write_rare(&mut self, text: &'w Text) -> Result<(), Stop> {
        let absent = || Stop::Absent(text.clone());
        match text.node() {
            Node::Header(name) => {
                let value = self.message.header(self.draft, name, b", ").filter(|_| !self.carries(name));
                let (value, secret) = value.ok_or_else(absent)?;
                let value = value.into_owned();
                let name = self.draft.keep_name(name);
                self.part(name, Origin::Header, &value, secret);
            }
            Node::Parameter(name) => self.parameter(name, text)?,
            Node::Json(path) => {
                let (value, secret) = self.json(path)?.ok_or_else(absent)?;
                let name = self.draft.keep_name(&path.written);
                self.part(name, Origin::Field, text_of(&value)?.as_bytes(), secret);
            }
            Node::Constant(name) => {
                let value = self.message.constant(name).ok_or_else(absent)?.to_owned();
                let name = self.draft.keep_name(name);
                self.part(name, Origin::Constant, value.as_bytes(), false);
            }
            Node::Credential(name) | Node::Identifier(name) => {
                let value = self.credentials.named(name).ok_or_else(absent)?;
                let name = self.draft.keep_name(name);
                self.part(name, Origin::Auth, value.expose().as_bytes(), text.is_secret());
            }
            Node::Nonce(form) => {
                let nonce = self.fresh.nonce(*form);
                self.part(Name::Static("nonce"), Origin::Nonce, nonce.as_bytes(), false);
            }
            Node::Lifetime(duration) => {
                let seconds = duration.as_secs().to_string();
                self.part(Name::Static("lifetime"), Origin::Clock, seconds.as_bytes(), false);
            }
            Node::Or(first, other) => {
                let mark = self.mark();
                if !self.attempt(first)? || self.length(mark) == 0 {
                    self.write(other)?;
                }
            }
            Node::Then(first, other) => {
                let mark = self.mark();
                let holds = self.attempt(first)? && self.length(mark) > 0;
                self.back_to(mark);
                if holds {
                    self.write(other)?;
                }
            }
            _ => self.write_result(text)?,
        }
        Ok(())
    }

    /// Transforms what was written since a mark. If it contains a secret, the result is kept outside of the buffer.
    pub(super) fn change(&mut self, mark: Mark, change: impl FnOnce(&[u8], &mut Vec<u8>) -> Option<()>) -> Option<()> {
        if self.has_secret_since(mark) {
            let mut changed = Zeroizing::new(Vec::new());
            change(&self.collect(mark), &mut changed)?;
            self.back_to(mark);
            self.hide(Name::Static("secret"), changed);
            return Some(());
        }
        let mut short = [0; SHORT];
        match short.get_mut(..self.draft.bytes.len() - mark.bytes) {
            // Nearly always the results of digests.
            Some(written) => {
                written.copy_from_slice(self.draft.bytes.get(mark.bytes..)?);
                self.draft.bytes.truncate(mark.bytes);
                change(written, &mut self.draft.bytes)?;
            }
            None => {
                let written = self.draft.bytes.split_off(mark.bytes);
                change(&written, &mut self.draft.bytes)?;
            }
        }
        self.adjust(mark);
        Some(())
    }

    /// Adjusts the parts since a mark to bytes that were changed: a single one keeps its name, several lose their
    /// ranges.
    fn adjust(&mut self, mark: Mark) {
        let end = self.draft.bytes.len();
        match self.draft.components.get_mut(mark.components..).unwrap_or_default() {
            [only] => only.move_to(mark.bytes..end),
            _ => {
                self.draft.components.truncate(mark.components);
                self.unmark(mark);
            }
        }
    }

    /// Appends the bytes between parts.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.draft.bytes.extend_from_slice(bytes);
    }

    /// Appends a named part.
    pub(super) fn part(&mut self, name: Name, origin: Origin, bytes: &[u8], secret: bool) {
        if secret {
            return self.hide(name, Zeroizing::new(bytes.to_vec()));
        }
        let start = self.draft.bytes.len();
        self.push(bytes);
        self.note(name, origin, Form::Text, start);
    }

    /// Records that a secret belongs here.
    pub(super) fn hide(&mut self, name: Name, secret: Zeroizing<Vec<u8>>) {
        let form = self.draft.keep_secret(secret);
        self.note(name, Origin::Secret, form, self.draft.bytes.len());
    }

    /// Records that the secret of the credentials belongs here.
    pub(super) fn hide_main(&mut self, name: Name) {
        self.note(name, Origin::Secret, Form::Secret(Hidden::Main), self.draft.bytes.len());
    }

    /// Records a part that was written from `start`.
    pub(super) fn note(&mut self, name: Name, origin: Origin, form: Form, start: usize) {
        note(self.draft, name, origin, form, start..self.draft.bytes.len());
    }
}

pub(super) fn note(draft: &mut Draft, name: Name, origin: Origin, form: Form, value: Range<usize>) {
    draft.components.push(Component::part(name, origin, form, value));
}

/// Returns the secrets that were written since a mark, and their positions.
fn secrets<'s>(draft: &'s Draft, credentials: &'s Credentials, since: Mark) -> impl Iterator<Item = (usize, &'s [u8])> {
    let noted = draft.components.get(since.components..).unwrap_or_default();
    noted.iter().filter_map(move |component| match (component.form, component.signed()) {
        (Form::Secret(Hidden::Main), Some(at)) => Some((at.start, credentials.secret().expose().as_bytes())),
        (Form::Secret(Hidden::Beside(_)), Some(at)) => Some((at.start, draft.value(component))),
        _ => None,
    })
}

/// Passes on what was written since a mark in pieces, including secrets.
pub(super) fn pieces(draft: &Draft, credentials: &Credentials, since: Mark, mut take: impl FnMut(&[u8])) {
    let mut from = since.bytes;
    for (at, secret) in secrets(draft, credentials, since) {
        take(draft.bytes.get(from..at).unwrap_or_default());
        take(secret);
        from = at;
    }
    take(draft.bytes.get(from..).unwrap_or_default());
}
