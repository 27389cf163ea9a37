//! Reads back what a scheme sent (key id, time, nonce, signature and the rest) from where it travels.

use std::time::Duration;

use zeroize::Zeroizing;

use super::decode;
use crate::param::json_members;
use crate::scheme::choices::TimeFormat;
use crate::scheme::error::{Refused, RefusedKind};
use crate::scheme::fields::Fields;
use crate::scheme::pairs::Pairs;
use crate::scheme::shape::{Piece, is_readable, pieces, pieces_read};
use crate::scheme::text::{Node, Shape, Text};

/// How many alternative signatures are examined.
const MAX_SIGNATURES: usize = 16;

/// How many signed headers may be listed. Each is searched for among the others, before any secret is needed.
const MAX_SIGNED_HEADERS: usize = 256;

/// What was read.
#[derive(Clone, Default)]
pub(super) struct Read {
    pub(super) key_id: Option<Vec<u8>>,
    pub(super) nonce: Option<Vec<u8>>,
    /// How long before the request's time each is, its format, and its text.
    pub(super) times: Vec<(Duration, TimeFormat, Vec<u8>)>,
    pub(super) expiries: Vec<(Duration, TimeFormat, Vec<u8>)>,
    pub(super) lifetime: Option<Vec<u8>>,
    pub(super) signatures: Vec<Vec<u8>>,
    pub(super) signed_headers: Option<Vec<String>>,
    /// Those of the listed names that are pairs of the scheme, such as `(request-target)`.
    pub(super) listed_pairs: Vec<String>,
    /// The JSON objects that arrived, whose members may be in another order than the signer's.
    pub(super) objects: Vec<(Fields, Zeroizing<Vec<u8>>)>,
    /// The member of a JSON object that is not as the scheme writes it.
    pub(super) unlike_member: Option<String>,
    /// Named parts of the credentials.
    pub(super) credentials: Vec<(String, Zeroizing<Vec<u8>>)>,
    pub(super) secret: Option<Zeroizing<Vec<u8>>>,
    /// What must equal the value that arrived, once everything is known; `None` if it did not arrive.
    pub(super) expected: Vec<(Text, Option<Zeroizing<Vec<u8>>>)>,
}

/// Something is not written as the scheme writes it.
pub(super) struct Unlike;

impl From<Unlike> for Refused {
    fn from(_: Unlike) -> Self {
        Self::new(RefusedKind::Malformed, "it is not written as the scheme writes it")
    }
}

impl Read {
    /// Reads one text. What was read before an error is kept, so attempts are made on a copy.
    pub(super) fn read(&mut self, text: &Text, arrived: &[u8]) -> Result<(), Unlike> {
        match text.node() {
            Node::Literal(literal) => same(literal.as_bytes() == arrived)?,
            Node::KeyId => known(&mut self.key_id, arrived)?,
            Node::Nonce(_) => known(&mut self.nonce, arrived)?,
            Node::Signature => self.signatures.push(arrived.to_vec()),
            Node::Time(before, format) => self.times.push((*before, *format, arrived.to_vec())),
            Node::Lifetime(_) => known(&mut self.lifetime, arrived)?,
            Node::TimeAfter(after, format) => self.expiries.push((*after, *format, arrived.to_vec())),
            Node::Secret => {
                same(self.secret.as_ref().is_none_or(|known| known.as_slice() == arrived))?;
                self.secret = Some(Zeroizing::new(arrived.to_vec()));
            }
            Node::Credential(name) | Node::Identifier(name) => {
                self.credentials.push((name.to_string(), Zeroizing::new(arrived.to_vec())));
            }
            Node::Named(_, inner) => self.read(inner, arrived)?,
            // Empty is what an absent text is written as. Whether it is absent is known only with the credentials.
            Node::Optional(_) if arrived.is_empty() => self.expected.push((text.clone(), Some(Zeroizing::default()))),
            Node::Optional(inner) => self.read(inner, arrived)?,
            Node::Concat(_) | Node::Join(..) if is_readable(text) => self.sequence(&pieces_read(text), arrived)?,
            Node::AnyOf(separator, inner) => self.any_of(separator, inner, arrived)?,
            Node::Fields(fields) if fields.0.object => self.object(fields, arrived)?,
            Node::Fields(fields) => self.fields(fields, arrived)?,
            Node::Pairs(pairs, Shape::Names(separator)) if pairs.signed_headers().is_some() => {
                self.headers(pairs, separator, arrived)?;
            }
            Node::Map(map, inner) if is_readable(text) => {
                self.read(inner, &decode::undone(map, arrived).ok_or(Unlike)?)?;
            }
            Node::ByHand(part, inner) if is_readable(text) => {
                self.read(inner, &part.read_back(arrived).ok_or(Unlike)?)?;
            }
            _ => self.expected.push((text.clone(), Some(Zeroizing::new(arrived.to_vec())))),
        }
        Ok(())
    }

    /// Reads pieces from left to right. A piece of unknown length ends where the next literal begins, or where the
    /// pieces of known length after it do.
    fn sequence(&mut self, pieces: &[Piece], arrived: &[u8]) -> Result<(), Unlike> {
        let mut rest = arrived;
        for (index, piece) in pieces.iter().enumerate() {
            let after = pieces.get(index + 1..).unwrap_or_default();
            let length = match (piece.width(), after.first()) {
                (Some(width), _) => width,
                (None, None) => rest.len(),
                (None, Some(next)) => match (after.iter().map(Piece::width).sum::<Option<usize>>(), next) {
                    (Some(after), _) => rest.len().checked_sub(after).ok_or(Unlike)?,
                    (None, Piece::Literal(end)) => find(rest, end.as_bytes()).ok_or(Unlike)?,
                    (None, Piece::Text(_)) => return Err(Unlike),
                },
            };
            let (this, others) = rest.split_at_checked(length).ok_or(Unlike)?;
            match piece {
                Piece::Literal(literal) => same(literal.as_bytes() == this)?,
                Piece::Text(text) => self.read(text, this)?,
            }
            rest = others;
        }
        same(rest.is_empty())
    }

    fn any_of(&mut self, separator: &str, inner: &Text, arrived: &[u8]) -> Result<(), Unlike> {
        let mut found = false;
        let parts = if separator.is_empty() { vec![arrived] } else { split(arrived, separator.as_bytes(), false) };
        for part in parts.into_iter().take(MAX_SIGNATURES) {
            let mut attempt = self.clone();
            if attempt.read(inner, part.trim_ascii()).is_ok() {
                (*self, found) = (attempt, true);
            }
        }
        same(found)
    }

    fn fields(&mut self, fields: &Fields, arrived: &[u8]) -> Result<(), Unlike> {
        let written = &*fields.0;
        let separator = match written.separator.trim() {
            "" => written.separator.as_str(),
            trimmed => trimmed,
        };
        let rest = arrived.trim_ascii().strip_prefix(written.prefix.as_bytes()).ok_or(Unlike)?;
        let mut arrived = Vec::new();
        for field in split(rest, separator.as_bytes(), true) {
            let field = field.trim_ascii();
            let Some(at) = field.iter().position(|byte| *byte == b'=') else { continue };
            let (name, value) = field.split_at(at);
            let value = value.get(1..).unwrap_or_default().trim_ascii();
            let name = name.trim_ascii();
            arrived.push((if written.percent { decode::unescape(name, false) } else { name.into() }, value));
        }
        for (name, text) in &written.fields {
            let mut found = arrived.iter().filter(|(arrived, _)| **arrived == *name.as_bytes());
            let values: Vec<_> = found.by_ref().map(|(_, value)| *value).collect();
            match values.as_slice() {
                [] if text.is_optional() => self.expected.push((text.clone(), None)),
                [one] => self.field(text, one, written.percent)?,
                [] => return Err(Unlike),
                several if text.facts().signature && several.len() <= MAX_SIGNATURES => {
                    several.iter().try_for_each(|each| self.field(text, each, written.percent))?;
                }
                _ => return Err(Unlike),
            }
        }
        Ok(())
    }

    /// Reads the members of a JSON object, in any order. Unknown ones are skipped.
    fn object(&mut self, fields: &Fields, arrived: &[u8]) -> Result<(), Unlike> {
        let members = json_members(arrived).map_err(|_| Unlike)?;
        for (name, text) in &fields.0.fields {
            let member = members.iter().find(|(member, _)| **member == **name).map(|(_, raw)| raw.get());
            if let Err(unlike) = self.member(text, member, fields.0.is_json(name)) {
                self.unlike_member.get_or_insert_with(|| name.to_string());
                return Err(unlike);
            }
        }
        match self.objects.iter().find(|(known, _)| known == fields) {
            Some((_, known)) => same(known.as_slice() == arrived),
            None => {
                self.objects.push((fields.clone(), Zeroizing::new(arrived.to_vec())));
                Ok(())
            }
        }
    }

    fn member(&mut self, text: &Text, json: Option<&str>, is_json: bool) -> Result<(), Unlike> {
        match json {
            None if text.is_optional() => {
                self.expected.push((text.clone(), None));
                Ok(())
            }
            None => Err(Unlike),
            Some(json) if is_json => self.read(text, json.as_bytes()),
            Some(json) => {
                let value = serde_json::from_str::<String>(json).map_err(|_| Unlike)?;
                self.read(text, Zeroizing::new(value).as_bytes())
            }
        }
    }

    /// Reads a field, with or without quotes.
    fn field(&mut self, text: &Text, value: &[u8], percent: bool) -> Result<(), Unlike> {
        let unquoted = value.strip_prefix(b"\"").and_then(|value| value.strip_suffix(b"\""));
        for value in std::iter::once(value).filter(|_| unquoted.is_none() || begins_quoted(text)).chain(unquoted) {
            let mut attempt = self.clone();
            let decoded = if percent { decode::unescape(value, false) } else { value.into() };
            if attempt.read(text, &decoded).is_ok() {
                *self = attempt;
                return Ok(());
            }
        }
        Err(Unlike)
    }

    /// Reads a list of signed headers. Pairs that the scheme adds may stand anywhere in it, and must stand there.
    fn headers(&mut self, pairs: &Pairs, separator: &str, arrived: &[u8]) -> Result<(), Unlike> {
        let names = std::str::from_utf8(arrived).map_err(|_| Unlike)?;
        let names = names.split(separator).map(|name| name.trim().to_ascii_lowercase());
        let names: Vec<String> = names.take(MAX_SIGNED_HEADERS + 1).collect();
        same(names.len() <= MAX_SIGNED_HEADERS)?;
        let repeated =
            names.iter().enumerate().any(|(index, name)| names.iter().skip(index + 1).any(|each| each == name));
        same(!repeated && self.signed_headers.as_ref().is_none_or(|known| *known == names))?;
        self.listed_pairs = pairs.added_names().iter().map(|name| name.to_ascii_lowercase()).collect();
        same(self.listed_pairs.iter().all(|name| names.contains(name)))?;
        self.signed_headers = Some(names);
        Ok(())
    }
}

/// Returns whether the scheme itself writes the quotes.
fn begins_quoted(text: &Text) -> bool {
    matches!(pieces(text).first(), Some(Piece::Literal(literal)) if literal.starts_with('"'))
}

fn same(same: bool) -> Result<(), Unlike> {
    if same { Ok(()) } else { Err(Unlike) }
}

fn known(place: &mut Option<Vec<u8>>, arrived: &[u8]) -> Result<(), Unlike> {
    same(place.as_ref().is_none_or(|known| known == arrived))?;
    *place = Some(arrived.to_vec());
    Ok(())
}

/// Returns where a part begins in a text.
pub(super) fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len().max(1)).position(|window| window == part)
}

/// Splits at a separator, but not within double quotes if these count.
fn split<'t>(text: &'t [u8], separator: &[u8], quotes_count: bool) -> Vec<&'t [u8]> {
    let (mut parts, mut start, mut at, mut quoted) = (Vec::new(), 0, 0, false);
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        if rest.starts_with(b"\"") && quotes_count {
            quoted = !quoted;
        }
        if !quoted && rest.starts_with(separator) {
            parts.push(text.get(start..at).unwrap_or_default());
            at += separator.len();
            start = at;
        } else {
            at += 1;
        }
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}
