//! Evaluates texts over what arrived: naively, and without a word of the signer's code.

use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

use super::calendar;
use super::decode;
use super::pairs::shaped;
use super::read::Read;
use crate::auth::Credentials;
use crate::scheme::choices::Hash;
use crate::scheme::definition::Definition;
use crate::scheme::error::{Refused, RefusedKind};
use crate::scheme::fields::Fields;
use crate::scheme::pairs::Supply;
use crate::scheme::request::host_and_port;
use crate::scheme::request::{Body, Request};
use crate::scheme::text::{Map, Node, Source, Text};

/// A value that may be secret.
pub(super) type Value = Zeroizing<Vec<u8>>;

/// All that a text is evaluated over.
pub(super) struct Evaluator<'e> {
    pub(super) definition: &'e Definition,
    /// The request without what carries the signature.
    pub(super) request: &'e Request,
    pub(super) read: &'e Read,
    pub(super) credentials: &'e Credentials,
    /// The time that was read, in nanoseconds.
    pub(super) time: Option<i128>,
}

fn value(bytes: impl Into<Vec<u8>>) -> Option<Value> {
    Some(Zeroizing::new(bytes.into()))
}

impl Evaluator<'_> {
    /// The value of a text; nothing where it is absent.
    pub(super) fn text(&self, text: &Text) -> Result<Option<Value>, Refused> {
        Ok(match text.node() {
            Node::Literal(literal) => value(literal.as_bytes()),
            Node::Source(source) => value(self.source(*source)),
            Node::Header(name) => self.header(name, ", ").and_then(value),
            Node::Parameter(name) => self.parameter(name)?.and_then(value),
            Node::Constant(name) => {
                let mut constants = self.request.constants.iter();
                constants
                    .find(|(constant, _)| **constant == **name)
                    .and_then(|(_, constant)| value(constant.as_bytes()))
            }
            Node::KeyId => match &self.read.key_id {
                Some(key_id) => value(key_id.clone()),
                None => value(self.credentials.app_key()).filter(|key_id| !key_id.is_empty()),
            },
            Node::Secret => value(self.credentials.secret().expose()).filter(|secret| !secret.is_empty()),
            Node::Credential(name) => self.credentials.named(name).and_then(|secret| value(secret.expose())),
            Node::Identifier(name) => match self.credentials.named(name) {
                Some(own) => value(own.expose()),
                None => self.read.credentials.iter().find(|(read, _)| **read == **name).map(|(_, read)| read.clone()),
            },
            Node::Nonce(_) => self.read.nonce.clone().and_then(value),
            Node::Time(format) => self.time.and_then(|time| value(calendar::write(*format, time))),
            Node::TimeAfter(after, format) => {
                let mut read = self.read.expiries.iter().filter(|(known, ..)| known == after);
                let exact = read.find_map(|(_, known, text)| {
                    let nanos = calendar::read(*known, std::str::from_utf8(text).ok()?)?;
                    (known.exactness() <= format.exactness()).then(|| calendar::write(*format, nanos))
                });
                exact.and_then(value)
            }
            Node::Signature => None,
            Node::Concat(parts) => self.joined("", parts)?,
            Node::Join(separator, parts) => self.joined(separator, parts)?,
            Node::Derived(hash, key, steps) => {
                let Some(mut key) = self.text(key)? else { return Ok(None) };
                for step in steps {
                    let Some(step) = self.text(step)? else { return Ok(None) };
                    key = Zeroizing::new(mac(*hash, &key, &step));
                }
                Some(key)
            }
            Node::AnyOf(_, inner) | Node::Named(_, inner) => self.text(inner)?,
            Node::Fields(fields) => self.written(fields)?,
            Node::Pairs(pairs, shape) => Some(shaped(&self.pairs(pairs)?, shape)),
            Node::Or(first, other) => match self.text(first)? {
                Some(value) if !value.is_empty() => Some(value),
                _ => self.text(other)?,
            },
            Node::Then(first, other) => match self.text(first)? {
                Some(value) if !value.is_empty() => self.text(other)?,
                _ => value([]),
            },
            Node::Optional(inner) => self.text(inner)?.or_else(|| value([])),
            Node::Map(map, inner) => self.text(inner)?.and_then(|inner| mapped(map, &inner)),
            Node::Mac(hash, message, key) => match (self.text(message)?, self.text(key)?) {
                (Some(message), Some(key)) => value(mac(*hash, &key, &message)),
                _ => None,
            },
            // Only who has the private key can make it.
            Node::Asymmetric(..) => None,
            Node::ByHand(part, inner) => self.text(inner)?.and_then(|inner| part.compute(&inner)).and_then(value),
        })
    }

    /// The value of a text that is sent or added; nothing where it is optional and absent.
    pub(super) fn present(&self, text: &Text) -> Result<Option<Value>, Refused> {
        match text.node() {
            Node::Optional(inner) => self.text(inner),
            Node::Named(_, inner) => self.present(inner),
            _ => match self.text(text)? {
                Some(value) => Ok(Some(value)),
                None => Err(self.missing(text)),
            },
        }
    }

    /// The refusal of a request that lacks what a text needs.
    pub(super) fn missing(&self, text: &Text) -> Refused {
        let mut leaf = text;
        text.walk(&mut |each| {
            if each.children().is_empty() && leaf.is(text) && matches!(self.text(each), Ok(None)) {
                leaf = each;
            }
        });
        Refused::new(RefusedKind::Missing, format!("`{leaf}` did not arrive"))
    }

    fn source(&self, source: Source) -> Vec<u8> {
        let Request { method, scheme, host, path, query, .. } = self.request;
        match source {
            Source::Method => method.as_str().as_bytes().to_vec(),
            Source::Path => path.as_bytes().to_vec(),
            Source::Host => host.as_bytes().to_vec(),
            Source::HostName => host_and_port(scheme, host).0.as_bytes().to_vec(),
            Source::Port => host_and_port(scheme, host).1.as_bytes().to_vec(),
            Source::Origin => format!("{scheme}://{host}").into_bytes(),
            Source::RawQuery => query.as_ref().map(|query| query.bytes.clone()).unwrap_or_default(),
            Source::PathAndQuery => match query {
                Some(query) => [path.as_bytes(), b"?", &query.bytes].concat(),
                None => path.as_bytes().to_vec(),
            },
            Source::Body => self.request.body().to_vec(),
        }
    }

    pub(super) fn header(&self, name: &str, between: &str) -> Option<Vec<u8>> {
        if name.eq_ignore_ascii_case("host") {
            return Some(self.request.host.clone().into_bytes());
        }
        let values: Vec<&[u8]> =
            self.request.headers.get_all(name).iter().map(|value| value.as_bytes().trim_ascii()).collect();
        (!values.is_empty()).then(|| values.join(between.as_bytes()))
    }

    fn parameter(&self, name: &str) -> Result<Option<Vec<u8>>, Refused> {
        let mut found = self.supplied(&Supply::Parameters)?.into_iter().filter(|pair| pair.name == name.as_bytes());
        let first = found.next();
        match found.next() {
            Some(_) => Err(Refused::new(RefusedKind::Malformed, format!("the parameter `{name}` arrived twice"))),
            None => Ok(first.map(|pair| pair.value)),
        }
    }

    fn joined(&self, separator: &str, parts: &[Text]) -> Result<Option<Value>, Refused> {
        let mut whole = Zeroizing::new(Vec::new());
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                whole.extend_from_slice(separator.as_bytes());
            }
            let Some(part) = self.text(part)? else { return Ok(None) };
            whole.extend_from_slice(&part);
        }
        Ok(Some(whole))
    }

    fn written(&self, fields: &Fields) -> Result<Option<Value>, Refused> {
        let mut written = Vec::new();
        for (name, text) in &fields.0.fields {
            let Some(value) = self.present(text)? else { continue };
            let encode = |text: &[u8]| if fields.0.percent { decode::percent(text) } else { text.to_vec() };
            let quote: &[u8] = if fields.0.quoted { b"\"" } else { b"" };
            written.push([&encode(name.as_bytes()), &b"="[..], quote, &encode(&value), quote].concat());
        }
        let fields = [fields.0.prefix.as_bytes(), &written.join(fields.0.separator.as_bytes())].concat();
        Ok(value(fields))
    }

    /// Whether the body arrived as bytes.
    pub(super) fn has_bytes(&self) -> bool {
        !matches!(self.request.body, Body::Fields(_))
    }
}

fn mapped(map: &Map, bytes: &[u8]) -> Option<Value> {
    value(match map {
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
        Map::Until(end) => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            text.split_once(end.as_str())?.0.as_bytes().to_vec()
        }
        Map::EndingWith(end) if bytes.ends_with(end.as_bytes()) => bytes.to_vec(),
        Map::EndingWith(end) => [bytes, end.as_bytes()].concat(),
        Map::FromBase64 => decode::unbase64(bytes)?,
        Map::FromHex => decode::unhex(bytes)?,
        Map::FromPercent => decode::unescape(bytes, false),
        Map::Replaced(from, to) => decode::replaced(bytes, from.as_bytes(), to.as_bytes()),
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
    // HMAC takes keys of every length, so the error cannot occur; an empty MAC equals no signature.
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
