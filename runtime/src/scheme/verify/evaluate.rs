//! Evaluates texts over what arrived: straightforwardly, and without any of the signer's code.

use std::borrow::Cow;
use std::ops::Deref;

use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::Md5;
use serde_json::value::RawValue;
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha384, Sha512};
use zeroize::{Zeroize as _, Zeroizing};

use super::calendar;
use super::decode;
use super::nanos_of;
use super::pairs::shaped;
use super::read::{Read, find};
use super::view::View;
use crate::auth::Credentials;
use crate::scheme::choices::Hash;
use crate::scheme::error::{Refused, RefusedKind};
use crate::scheme::fields::Fields;
use crate::scheme::pairs::Supply;
use crate::scheme::request::host_and_port;
use crate::scheme::request::{Body, Request};
use crate::scheme::text::{Map, Node, Source, Text};

/// A value in one piece. It may be secret, so it is wiped.
pub(super) struct Value(Vec<u8>);

impl Value {
    pub(super) fn new() -> Self {
        Self(Vec::with_capacity(USUAL_BYTES))
    }

    /// Appends bytes if there are any, and returns whether there are.
    pub(super) fn add(&mut self, bytes: Option<impl AsRef<[u8]>>) -> bool {
        bytes.map(|bytes| self.push(bytes.as_ref())).is_some()
    }

    #[inline]
    pub(super) fn push(&mut self, bytes: &[u8]) {
        if self.0.capacity() - self.0.len() < bytes.len() {
            self.grow(bytes.len());
        }
        self.0.extend_from_slice(bytes);
    }

    #[cold]
    fn grow(&mut self, bytes: usize) {
        let mut larger = Vec::with_capacity(2 * (self.0.len() + bytes));
        larger.extend_from_slice(&self.0);
        drop(std::mem::replace(self, Self(larger)));
    }

    fn cut(&mut self, length: usize) {
        self.0.get_mut(length..).unwrap_or_default().zeroize();
        self.0.truncate(length);
    }
}

impl Deref for Value {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Value {
    fn drop(&mut self) {
        self.0.as_mut_slice().zeroize();
    }
}

/// Room for an ordinary string to sign.
const USUAL_BYTES: usize = 512;

/// The inputs of an evaluation.
pub(super) struct Evaluator<'e> {
    pub(super) view: &'e View<'e>,
    pub(super) read: &'e Read,
    pub(super) credentials: &'e Credentials,
    /// The time that was read, in nanoseconds.
    pub(super) time: Option<i128>,
}

impl Evaluator<'_> {
    /// Appends the value of a text, and returns whether there is one. If not, what was appended is meaningless.
    pub(super) fn text(&self, text: &Text, to: &mut Value) -> Result<bool, Refused> {
        let start = to.len();
        Ok(match text.node() {
            Node::Source(source) => self.source(*source, to),
            Node::Parameter(name) => to.add(self.parameter(name)?),
            Node::Json(path) => to.add(self.view.json(path)?),
            Node::Time(before, format) => {
                to.add(self.time.map(|time| calendar::write(*format, time - nanos_of(*before))))
            }
            Node::TimeAfter(after, format) => {
                let mut read = self.read.expiries.iter().filter(|(known, ..)| known == after);
                to.add(read.find_map(|(_, known, text)| {
                    let nanos = calendar::read(*known, std::str::from_utf8(text).ok()?)?;
                    (known.exactness() <= format.exactness()).then(|| calendar::write(*format, nanos))
                }))
            }
            Node::Concat(parts) => self.joined("", parts, to)?,
            Node::Join(separator, parts) => self.joined(separator, parts, to)?,
            Node::Derived(hash, key, steps) => {
                let Some(mut key) = self.with(key, |key| Some(Zeroizing::new(key.to_vec())))? else { return Ok(false) };
                for step in steps {
                    match self.with(step, |step| Some(Zeroizing::new(mac(*hash, &key, step))))? {
                        Some(next) => key = next,
                        None => return Ok(false),
                    }
                }
                to.add(Some(&*key))
            }
            Node::AnyOf(_, inner) | Node::Named(_, inner) => self.text(inner, to)?,
            Node::Fields(fields) if fields.0.object => self.object(fields, to)?,
            Node::Fields(fields) => self.written(fields, to)?,
            Node::Pairs(pairs, shape) => {
                let mut found = self.pairs(pairs)?;
                if pairs.signed_headers().is_some() {
                    self.as_listed(pairs, &mut found);
                }
                shaped(&found, shape, to);
                true
            }
            Node::Or(first, other) => {
                if self.text(first, to)? && to.len() > start {
                    return Ok(true);
                }
                to.cut(start);
                self.text(other, to)?
            }
            Node::Then(first, other) => match self.with(first, |first| Some(first.is_empty()))? {
                Some(false) => self.text(other, to)?,
                _ => true,
            },
            Node::Optional(inner) => {
                if !self.text(inner, to)? {
                    to.cut(start);
                }
                true
            }
            Node::Map(map, inner) => to.add(self.with(inner, |inner| mapped(map, inner).map(Zeroizing::new))?),
            Node::Mac(hash, message, key) => {
                let made =
                    self.with(message, |message| self.with(key, |key| Some(mac(*hash, key, message))).transpose());
                match made? {
                    Some(made) => to.add(Some(made?)),
                    None => false,
                }
            }
            Node::ByHand(part, inner) => to.add(self.with(inner, |inner| part.compute(inner).map(Zeroizing::new))?),
            // No signature is at hand: only the holder of the private key can compute an asymmetric one.
            _ => to.add(self.at_hand(text)),
        })
    }

    /// Returns the value of a text that is stored somewhere unchanged.
    pub(super) fn at_hand<'t>(&'t self, text: &'t Text) -> Option<Cow<'t, [u8]>> {
        Some(match text.node() {
            Node::Named(_, inner) => return self.at_hand(inner),
            Node::Source(Source::Body) => self.view.raw_body(),
            Node::Header(name) => self.view.header(name, ", ")?,
            node => Cow::Borrowed(match node {
                Node::Literal(literal) => literal.as_bytes(),
                Node::Constant(name) => {
                    let mut constants = self.view.request.constants.iter();
                    constants.find(|(constant, _)| **constant == **name)?.1.as_bytes()
                }
                Node::KeyId => match &self.read.key_id {
                    Some(key_id) => key_id,
                    None => Some(self.credentials.key_id().as_bytes()).filter(|key_id| !key_id.is_empty())?,
                },
                Node::Secret => {
                    Some(self.credentials.secret().expose().as_bytes()).filter(|secret| !secret.is_empty())?
                }
                Node::Credential(name) => self.credentials.named(name)?.expose().as_bytes(),
                Node::Identifier(name) => match self.credentials.named(name) {
                    Some(own) => own.expose().as_bytes(),
                    None => &self.read.credentials.iter().find(|(read, _)| **read == **name)?.1,
                },
                Node::Nonce(_) => self.read.nonce.as_deref()?,
                Node::Lifetime(_) => self.read.lifetime.as_deref()?,
                _ => return None,
            }),
        })
    }

    /// Passes on the value of a text, without a copy if it is stored somewhere unchanged.
    pub(super) fn with<T>(&self, text: &Text, take: impl FnOnce(&[u8]) -> Option<T>) -> Result<Option<T>, Refused> {
        if let Some(value) = self.at_hand(text) {
            return Ok(take(&value));
        }
        let mut value = Value::new();
        Ok(if self.text(text, &mut value)? { take(&value) } else { None })
    }

    /// Appends the value of a text that is sent or added; nothing if it is optional and absent.
    pub(super) fn present(&self, text: &Text, to: &mut Value) -> Result<bool, Refused> {
        match text.node() {
            Node::Optional(inner) => self.text(inner, to),
            Node::Named(_, inner) => self.present(inner, to),
            _ if self.text(text, to)? => Ok(true),
            _ => Err(self.missing(text)),
        }
    }

    /// Returns the refusal of a request that lacks what a text needs, or that of a receiver whose credentials do.
    pub(super) fn missing(&self, text: &Text) -> Refused {
        let mut part = text;
        let is_absent = |each: &&Text| matches!(self.text(each, &mut Value::new()), Ok(false));
        while let Some(below) = part.children().into_iter().find(is_absent) {
            part = below;
        }
        let is_sent = self.view.definition.sends.iter().any(|send| send.text.any(|node| node == part.node()));
        if is_sent || !part.is_of_credentials() {
            return Refused::new(RefusedKind::Missing, format!("`{part}` did not arrive"));
        }
        if part.children().is_empty() {
            return Refused::new(RefusedKind::UnknownKey, format!("the credentials do not have `{part}`"));
        }
        let message = format!("`{part}` cannot be computed from the receiver's credentials");
        Refused::new(RefusedKind::Receiver, message)
    }

    fn source(&self, source: Source, to: &mut Value) -> bool {
        let Request { method, scheme, host, path, .. } = self.view.request;
        match source {
            Source::Method => to.push(method.as_str().as_bytes()),
            Source::Path => to.push(path.as_bytes()),
            Source::Host => to.push(host.as_bytes()),
            Source::HostName => to.push(host_and_port(scheme, host).0.as_bytes()),
            Source::Port => to.push(host_and_port(scheme, host).1.as_bytes()),
            Source::Origin => [scheme, "://", host].iter().for_each(|part| to.push(part.as_bytes())),
            Source::RawQuery => to.push(&self.view.raw_query().unwrap_or_default()),
            Source::PathAndQuery => {
                to.push(path.as_bytes());
                if let Some(query) = self.view.raw_query() {
                    to.push(b"?");
                    to.push(&query);
                }
            }
            Source::Body => to.push(&self.view.raw_body()),
        }
        true
    }

    fn parameter(&self, name: &str) -> Result<Option<Cow<'_, [u8]>>, Refused> {
        let found = self.supplied(&Supply::Parameters)?;
        let mut found = found.into_iter().filter(|pair| *pair.name == *name.as_bytes());
        let first = found.next();
        match found.next() {
            Some(_) => Err(Refused::new(RefusedKind::Malformed, format!("the parameter `{name}` arrived twice"))),
            None => Ok(first.map(|pair| pair.value)),
        }
    }

    fn joined(&self, separator: &str, parts: &[Text], to: &mut Value) -> Result<bool, Refused> {
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                to.push(separator.as_bytes());
            }
            if !self.text(part, to)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Appends a JSON object as it arrived, or otherwise as the signer writes it.
    fn object(&self, fields: &Fields, to: &mut Value) -> Result<bool, Refused> {
        if let Some((_, arrived)) = self.read.objects.iter().find(|(known, _)| known == fields) {
            return Ok(to.add(Some(arrived)));
        }
        let mut separator: &[u8] = b"{";
        for (name, text) in &fields.0.fields {
            let mut value = Value::new();
            if !self.present(text, &mut value)? {
                continue;
            }
            to.push(separator);
            to.add(decode::quoted(name.as_bytes()));
            to.push(b":");
            separator = b",";
            let is_written = match fields.0.is_json(name) {
                true => to.add(serde_json::from_slice::<&RawValue>(&value).ok().map(RawValue::get)),
                false => to.add(decode::quoted(&value).map(Zeroizing::new)),
            };
            if !is_written {
                return Ok(false);
            }
        }
        to.push(if separator == b"{" { b"{}" } else { b"}" });
        Ok(true)
    }

    fn written(&self, fields: &Fields, to: &mut Value) -> Result<bool, Refused> {
        let quote: &[u8] = if fields.0.quoted { b"\"" } else { b"" };
        let encode = |text: &[u8]| if fields.0.percent { decode::percent(text) } else { text.to_vec() };
        let mut separator = "";
        to.push(fields.0.prefix.as_bytes());
        for (name, text) in &fields.0.fields {
            let mut value = Value::new();
            if self.present(text, &mut value)? {
                let field = [separator.as_bytes(), &encode(name.as_bytes()), b"=", quote, &encode(&value), quote];
                field.into_iter().for_each(|part| to.push(part));
                separator = &fields.0.separator;
            }
        }
        Ok(true)
    }

    /// Returns whether the body arrived as bytes.
    pub(super) fn has_bytes(&self) -> bool {
        !matches!(self.view.request.body, Body::Fields(_))
    }
}

pub(super) fn mapped(map: &Map, bytes: &[u8]) -> Option<Vec<u8>> {
    Some(match map {
        Map::Hex => decode::hex(bytes, false),
        Map::UpperHex => decode::hex(bytes, true),
        Map::Base64 => decode::base64(bytes, false, true),
        Map::Base64Url => decode::base64(bytes, true, true),
        Map::Base64UrlUnpadded => decode::base64(bytes, true, false),
        Map::Percent => decode::percent(bytes),
        Map::Form => decode::form(bytes),
        Map::Path => decode::escape(bytes, b"-._~/", false),
        Map::Lower => bytes.to_ascii_lowercase(),
        Map::Upper => bytes.to_ascii_uppercase(),
        Map::First(count) => bytes.iter().take(*count).copied().collect(),
        Map::Skip(count) => bytes.iter().skip(*count).copied().collect(),
        Map::After(prefix) => bytes.strip_prefix(prefix.as_bytes())?.to_vec(),
        Map::Until(end) => bytes.get(..find(bytes, end.as_bytes())?)?.to_vec(),
        Map::EndingWith(end) if bytes.ends_with(end.as_bytes()) => bytes.to_vec(),
        Map::EndingWith(end) => [bytes, end.as_bytes()].concat(),
        Map::Abridged(ends) => decode::abridged(bytes, *ends)?,
        Map::FromBase64 => decode::unbase64(bytes)?,
        Map::FromHex => decode::unhex(bytes)?,
        Map::FromPercent => decode::unescape(bytes, false).into_owned(),
        Map::Replaced(from, to) => decode::replaced(bytes, from.as_bytes(), to.as_bytes()),
        Map::OnlyIf(text) if bytes != text.as_bytes() => return None,
        Map::UnlessEmpty if bytes.is_empty() => return None,
        Map::OnlyIf(_) | Map::UnlessEmpty => bytes.to_vec(),
        Map::Crc32 => decode::crc32(bytes).to_string().into_bytes(),
        Map::PrecededBy(_) | Map::FollowedBy(_) if bytes.is_empty() => Vec::new(),
        Map::PrecededBy(before) => [before.as_bytes(), bytes].concat(),
        Map::FollowedBy(after) => [bytes, after.as_bytes()].concat(),
        Map::Digest(Hash::Md5) => Md5::digest(bytes).to_vec(),
        Map::Digest(Hash::Sha1) => Sha1::digest(bytes).to_vec(),
        Map::Digest(Hash::Sha256) => Sha256::digest(bytes).to_vec(),
        Map::Digest(Hash::Sha384) => Sha384::digest(bytes).to_vec(),
        Map::Digest(Hash::Sha512) => Sha512::digest(bytes).to_vec(),
    })
}

fn mac(hash: Hash, key: &[u8], message: &[u8]) -> Vec<u8> {
    // HMAC accepts keys of any length, so the error cannot occur; an empty MAC equals no signature.
    macro_rules! mac {
        ($hash:ty) => {
            Hmac::<$hash>::new_from_slice(key)
                .map(|mac| mac.chain_update(message).finalize().into_bytes().to_vec())
                .unwrap_or_default()
        };
    }
    match hash {
        Hash::Md5 => mac!(Md5),
        Hash::Sha1 => mac!(Sha1),
        Hash::Sha256 => mac!(Sha256),
        Hash::Sha384 => mac!(Sha384),
        Hash::Sha512 => mac!(Sha512),
    }
}
