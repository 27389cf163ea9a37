//! Writes texts: what can be seen into the traced buffer, what is secret beside it.

use std::cell::RefCell;

use zeroize::Zeroizing;

use super::clock::Fresh;
use super::crypto::Keys;
use super::encode;
use super::out::Out;
use super::pairs::{header, wipe};
use super::trace::Origin;
use crate::auth::Credentials;
use crate::scheme::encoded::Encoded;
use crate::scheme::error::SignError;
use crate::scheme::fields::Fields;
use crate::scheme::request::{Body, Request};
use crate::scheme::text::{Map, Node, Shape, Source, Text};

/// Why a text was not written.
pub(super) enum Stop {
    /// It needs this part, which the request does not have.
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
            Stop::Absent(text) => Self::new(format!("the scheme needs `{text}`, which this request does not have")),
        }
    }
}

/// Writes the texts of a scheme for one request.
pub(super) struct Writer<'w> {
    pub(super) request: &'w Request,
    pub(super) credentials: &'w Credentials,
    pub(super) fresh: &'w Fresh,
    pub(super) keys: &'w Keys,
    /// Digests and MACs that were computed already.
    pub(super) computed: RefCell<Vec<(Text, Zeroizing<Vec<u8>>)>>,
    pub(super) signature: Option<&'w [u8]>,
}

impl Writer<'_> {
    /// The whole of a text, secrets included.
    pub(super) fn plain(&self, text: &Text) -> Result<Zeroizing<Vec<u8>>, Stop> {
        let mut out = Out::plain();
        match self.write(text, &mut out) {
            Ok(()) => Ok(out.into_secret()),
            Err(stop) => {
                drop(out.into_secret());
                Err(stop)
            }
        }
    }

    /// The whole of a text; nothing where it is optional and absent.
    pub(super) fn present(&self, text: &Text) -> Result<Option<Zeroizing<Vec<u8>>>, Stop> {
        match text.node() {
            Node::Optional(inner) => match self.plain(inner) {
                Ok(bytes) => Ok(Some(bytes)),
                Err(Stop::Absent(_)) => Ok(None),
                Err(stop) => Err(stop),
            },
            Node::Named(_, inner) => self.present(inner),
            _ => self.plain(text).map(Some),
        }
    }

    /// Appends a text. When it is absent, what was appended of it is taken back.
    pub(super) fn write(&self, text: &Text, out: &mut Out) -> Result<(), Stop> {
        let mark = out.mark();
        let written = self.write_node(text, out);
        if written.is_err() {
            out.back_to(mark);
        }
        written
    }

    fn write_node(&self, text: &Text, out: &mut Out) -> Result<(), Stop> {
        let absent = || Stop::Absent(text.clone());
        match text.node() {
            Node::Literal(literal) => out.push(literal.as_bytes()),
            Node::Source(source) => self.source(*source, out)?,
            Node::Header(name) => {
                let (value, secret) = header(self.request, name, b", ").ok_or_else(absent)?;
                out.part(name, Origin::Header, &value, secret);
            }
            Node::Parameter(name) => {
                let (value, secret) = self.parameter(name)?.ok_or_else(absent)?;
                out.part(name, Origin::Parameter, &value, secret);
            }
            Node::Constant(name) => {
                let mut constants = self.request.constants.iter();
                let (_, value) = constants.find(|(constant, _)| constant == name).ok_or_else(absent)?;
                out.part(name, Origin::Constant, value.as_bytes(), false);
            }
            Node::KeyId => {
                let key_id = self.credentials.app_key();
                if key_id.is_empty() {
                    return Err(absent());
                }
                out.part("key id", Origin::Credentials, key_id.as_bytes(), false);
            }
            Node::Secret => {
                let secret = self.credentials.secret().expose();
                if secret.is_empty() {
                    return Err(absent());
                }
                out.part("secret", Origin::Secret, secret.as_bytes(), true);
            }
            Node::Credential(name) | Node::Identifier(name) => {
                let value = self.credentials.named(name).ok_or_else(absent)?;
                let origin = if text.is_secret() { Origin::Secret } else { Origin::Credentials };
                out.part(name, origin, value.expose().as_bytes(), text.is_secret());
            }
            Node::Nonce(form) => out.part("nonce", Origin::Nonce, self.fresh.nonce(*form).as_bytes(), false),
            Node::Time(format) => {
                out.part("time", Origin::Clock, self.time(std::time::Duration::ZERO, *format).as_bytes(), false);
            }
            Node::TimeAfter(after, format) => {
                out.part("expiry", Origin::Clock, self.time(*after, *format).as_bytes(), false);
            }
            Node::Signature => out.part("signature", Origin::Signature, self.signature.ok_or_else(absent)?, false),
            Node::Concat(parts) => parts.iter().try_for_each(|part| self.write(part, out))?,
            Node::Join(separator, parts) => {
                for (index, part) in parts.iter().enumerate() {
                    if index > 0 {
                        out.push(separator.as_bytes());
                    }
                    self.write(part, out)?;
                }
            }
            Node::AnyOf(_, inner) | Node::Named(_, inner) => self.write(inner, out)?,
            Node::Fields(fields) => self.write_fields(fields, out)?,
            Node::Pairs(pairs, shape) => {
                let pairs = self.pairs(pairs)?;
                write_pairs(&pairs, shape, out);
                wipe(pairs);
            }
            Node::Or(first, other) => self.write_or(first, other, out)?,
            Node::Then(first, other) => match self.plain(first) {
                Ok(value) if !value.is_empty() => self.write(other, out)?,
                Ok(_) | Err(Stop::Absent(_)) => {}
                Err(stop) => return Err(stop),
            },
            Node::Optional(inner) => match self.write(inner, out) {
                Ok(()) | Err(Stop::Absent(_)) => {}
                Err(stop) => return Err(stop),
            },
            Node::Map(map, inner) if !matches!(map, Map::Digest(_)) => self.write_map(text, map, inner, out)?,
            _ => self.write_result(text, out)?,
        }
        Ok(())
    }

    fn time(&self, after: std::time::Duration, format: crate::scheme::TimeFormat) -> String {
        let mut text = String::new();
        self.fresh.write(after, format, &mut text);
        text
    }

    fn source(&self, source: Source, out: &mut Out) -> Result<(), Stop> {
        let request = self.request;
        match source {
            Source::Method => out.part("method", Origin::Method, request.method.as_str().as_bytes(), false),
            Source::Path => out.part("path", Origin::Path, request.path.as_bytes(), false),
            Source::Host => out.part("host", Origin::Host, request.host.as_bytes(), false),
            Source::HostName => out.part("host", Origin::Host, request.host_and_port().0.as_bytes(), false),
            Source::Port => out.part("port", Origin::Host, request.host_and_port().1.as_bytes(), false),
            Source::Origin => {
                out.part("origin", Origin::Host, format!("{}://{}", request.scheme, request.host).as_bytes(), false);
            }
            Source::RawQuery => write_encoded("query", Origin::Query, request.query.as_ref(), out),
            Source::PathAndQuery => {
                out.part("path", Origin::Path, request.path.as_bytes(), false);
                if request.query.is_some() {
                    out.push(b"?");
                    write_encoded("query", Origin::Query, request.query.as_ref(), out);
                }
            }
            Source::Body => match &request.body {
                Body::None => write_encoded("body", Origin::Body, None, out),
                Body::Form(encoded) | Body::Json(encoded) => write_encoded("body", Origin::Body, Some(encoded), out),
                Body::Bytes(bytes) => out.part("body", Origin::Body, bytes, false),
                Body::Fields(_) => {
                    return Err(
                        SignError::new("the scheme signs the body as bytes, and something else writes them").into()
                    );
                }
            },
        }
        Ok(())
    }

    fn write_or(&self, first: &Text, other: &Text, out: &mut Out) -> Result<(), Stop> {
        let before = out.written();
        match self.write(first, out) {
            Ok(()) if out.written() > before => Ok(()),
            Ok(()) | Err(Stop::Absent(_)) => self.write(other, out),
            Err(stop) => Err(stop),
        }
    }

    fn write_fields(&self, fields: &Fields, out: &mut Out) -> Result<(), Stop> {
        let written = &*fields.0;
        out.push(written.prefix.as_bytes());
        let mut is_first = true;
        for (name, text) in &written.fields {
            let Some(value) = self.present(text)? else { continue };
            if !std::mem::take(&mut is_first) {
                out.push(written.separator.as_bytes());
            }
            let (mut field, mut encoded) = (name.clone().into_bytes(), Zeroizing::new(Vec::new()));
            if written.percent {
                field.clear();
                encode::percent_encode(name.as_bytes(), &mut field);
                encode::percent_encode(&value, &mut encoded);
            }
            let quote: &[u8] = if written.quoted { b"\"" } else { b"" };
            out.push(&field);
            out.push(b"=");
            out.push(quote);
            let origin = if text.is_secret() { Origin::Secret } else { Origin::Field };
            out.part(name, origin, if written.percent { &encoded } else { &value }, text.is_secret());
            out.push(quote);
        }
        Ok(())
    }

    /// Writes an encoded text; as a whole beside the buffer where something in it is secret.
    fn write_map(&self, text: &Text, map: &Map, inner: &Text, out: &mut Out) -> Result<(), Stop> {
        let absent = || Stop::Absent(text.clone());
        if out.is_plain() || !text.is_secret() {
            let mark = out.mark();
            self.write(inner, out)?;
            if !out.has_secret_since(&mark) {
                return out.change_since(&mark, |bytes, to| encode::mapped(map, bytes, to)).ok_or_else(absent);
            }
            out.back_to(mark);
        }
        let mut encoded = Zeroizing::new(Vec::new());
        encode::mapped(map, &self.plain(inner)?, &mut encoded).ok_or_else(absent)?;
        out.hidden(&encoded);
        Ok(())
    }
}

/// Writes a query or a body, secrets in it beside the buffer.
fn write_encoded(label: &str, origin: Origin, encoded: Option<&Encoded>, out: &mut Out) {
    let Some(encoded) = encoded else { return out.part(label, origin, &[], false) };
    let mut secrets: Vec<_> = encoded.secret.iter().collect();
    secrets.sort_unstable_by_key(|range| range.start);
    let mut written = 0;
    for range in secrets {
        out.part(label, origin, encoded.bytes.get(written..range.start).unwrap_or_default(), false);
        out.part(label, Origin::Secret, encoded.bytes.get(range.clone()).unwrap_or_default(), true);
        written = range.end;
    }
    out.part(label, origin, encoded.bytes.get(written..).unwrap_or_default(), false);
}

fn write_pairs(pairs: &[super::pairs::Pair<'_>], shape: &Shape, out: &mut Out) {
    let (between, separator) = match shape {
        Shape::Pairs(between, separator) => (Some(between), separator),
        Shape::Names(separator) | Shape::Values(separator) => (None, separator),
    };
    for (index, pair) in pairs.iter().enumerate() {
        if index > 0 {
            out.push(separator.as_bytes());
        }
        if !matches!(shape, Shape::Values(_)) {
            out.name(&pair.name);
        }
        if pair.bare && between.is_some() {
            continue;
        }
        if let Some(between) = between {
            out.push(between.as_bytes());
        }
        if !matches!(shape, Shape::Names(_)) {
            out.value(&pair.value, pair.secret);
        }
    }
}
