//! A rule that a search tries: its parts, and the scheme made of them.

use countersign::Credentials;
use countersign::operation::Place;
use countersign::scheme::{
    Hash, IntoText as _, Order, Pairs, Scheme, SchemeBuilder, Text, body, fields, form_pairs, headers, host, join,
    json_members, key_id, method, nonce, parameter, parameters, path, path_and_query, query_pairs, raw_query, secret,
    signature, time,
};

use super::example::{BodyKind, Example, ExampleParameter};
use super::mac::Key;
use super::signature::{Encoding, Shape};

/// One way to sign a request.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) pieces: Vec<Piece>,
    /// The separator of pieces.
    pub(super) separator: &'static str,
    /// Whether the separator also ends the text.
    pub(super) is_ended: bool,
    pub(super) secret: Option<SecretPlace>,
    pub(super) hash: Hash,
    /// `None` is a plain digest.
    pub(super) key: Option<Key>,
    pub(super) encoding: Encoding,
}

/// The position of the secret, if it is in the text itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SecretPlace {
    Before,
    After,
    Around,
    /// After a separator, under this name if pairs have names.
    Last {
        name: String,
        between: Option<&'static str>,
    },
}

/// A part of the text that is signed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    Method,
    Host,
    /// The path, without a prefix.
    Path {
        after: String,
    },
    PathAndQuery,
    RawQuery,
    Body,
    /// A digest of the body, in lower hex.
    BodyDigest(Hash),
    /// The digest of nonce and body, as bytes.
    NonceAndBodyDigest(Hash),
    Value {
        place: Place,
        name: String,
    },
    Field {
        format: countersign::scheme::TimeFormat,
    },
    Literal(String),
    Pairs(PairsPiece),
    Encoded(Box<Piece>),
}

/// Parameters joined to one text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PairsPiece {
    pub(super) supply: Supply,
    pub(super) headers: Vec<String>,
    pub(super) selection: Selection,
    pub(super) scalars: bool,
    pub(super) drops_empty: bool,
    pub(super) order: Option<Order>,
    pub(super) spelling: Spelling,
    /// The secret is sorted among the pairs under this name.
    pub(super) secret: Option<String>,
    /// The separator of name and value; `None` leaves the names out.
    pub(super) between: Option<&'static str>,
    pub(super) separator: &'static str,
}

/// The source of the pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Supply {
    All,
    Query,
    Body,
}

/// Which pairs are signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Selection {
    AllBut(Vec<String>),
    Only(Vec<String>),
}

/// How names and values are spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spelling {
    Raw,
    Percent,
    Form,
}

/// The parts of an example that the scheme adds.
#[derive(Clone, Copy)]
struct Added<'e> {
    example: &'e Example,
    key: bool,
    time: bool,
    nonce: bool,
}

impl<'e> Added<'e> {
    fn key(self) -> Option<&'e ExampleParameter> {
        self.example.key().filter(|_| self.key)
    }

    fn time(self) -> Option<(&'e ExampleParameter, countersign::scheme::TimeFormat)> {
        self.example.time().filter(|_| self.time)
    }

    fn nonce(self) -> Option<&'e ExampleParameter> {
        self.example.nonce().filter(|_| self.nonce)
    }
}

impl Rule {
    /// The scheme of this rule, if it reproduces the signatures of all examples.
    pub(super) fn proven(&self, examples: &[Example]) -> Option<Scheme> {
        let example = examples.first()?;
        // A time or a nonce may be written in a form that no scheme writes; in that case, the caller sends it.
        let ways = [(true, true, true), (true, true, false), (true, false, false), (false, false, false)];
        ways.into_iter().find_map(|(key, time, nonce)| {
            let scheme = self.scheme(Added { example, key, time, nonce })?;
            examples.iter().all(|example| reproduces(&scheme, example)).then_some(scheme)
        })
    }

    fn scheme(&self, added: Added<'_>) -> Option<Scheme> {
        let text = self.text(added);
        let signed = match (&self.key, self.hash) {
            (None, Hash::Md5) => text.md5(),
            (None, Hash::Sha1) => text.sha1(),
            (None, Hash::Sha256) => text.sha256(),
            (None, Hash::Sha384) => text.sha384(),
            (None, _) => text.sha512(),
            (Some(key), Hash::Md5) => text.hmac_md5(key.text()),
            (Some(key), Hash::Sha1) => text.hmac_sha1(key.text()),
            (Some(key), Hash::Sha256) => text.hmac_sha256(key.text()),
            (Some(key), Hash::Sha384) => text.hmac_sha384(key.text()),
            (Some(key), _) => text.hmac_sha512(key.text()),
        };
        let encoded = match self.encoding {
            Encoding::UpperHex => signed.upper_hex(),
            Encoding::LowerHex => signed.hex(),
            Encoding::Base64 => signed.base64(),
            Encoding::Base64Url => signed.base64url(),
            Encoding::Base64UrlUnpadded => signed.base64url_unpadded(),
            // No scheme writes it. The unpadded one for URLs is the same if neither has `+` or `/`.
            Encoding::Base64Unpadded => return None,
        };
        let mut scheme = Scheme::new(encoded);
        if let Some(each) = added.key() {
            scheme = send(scheme, added.example, each, key_id());
        }
        if let Some((each, format)) = added.time() {
            scheme = send(scheme, added.example, each, time(format));
        }
        if let Some(each) = added.nonce() {
            scheme = send(scheme, added.example, each, nonce());
        }
        let carried = match added.example.target()?.shape {
            Shape::After(before) if before.is_empty() => signature(),
            Shape::After(before) => before.into_text() + signature(),
            Shape::Field { name, time: sent } => {
                let all = fields(",");
                let all = sent.iter().fold(all, |all, (name, _, format)| all.with(name, time(*format)));
                all.with(name, signature()).into_text()
            }
        };
        let scheme = match added.example.carrier() {
            Some(carrier) => send(scheme, added.example, carrier, carried),
            None if added.example.body_kind == BodyKind::None => scheme.parameter(Example::SIGNATURE_NAME, carried),
            None => scheme.header(Example::SIGNATURE_NAME, carried),
        };
        scheme.build().ok()
    }

    /// The text that is signed.
    fn text(&self, added: Added<'_>) -> Text {
        let mut texts: Vec<Text> = self.pieces.iter().map(|piece| piece.text(added)).collect();
        if self.is_ended {
            texts.push("".into_text());
        }
        if !self.separator.is_empty() && texts.len() > 1 {
            texts = vec![join(self.separator, texts)];
        }
        if matches!(self.secret, Some(SecretPlace::Before | SecretPlace::Around)) {
            texts.insert(0, secret());
        }
        if let Some(SecretPlace::Last { name, between }) = &self.secret {
            let name = between.map_or_else(String::new, |between| format!("{name}{between}"));
            texts.push(format!("{}{name}", self.separator).into_text());
        }
        if matches!(self.secret, Some(SecretPlace::After | SecretPlace::Around | SecretPlace::Last { .. })) {
            texts.push(secret());
        }
        texts.into_iter().reduce(|sum, text| sum + text).unwrap_or_else(|| "".into_text())
    }

    /// The same rule with the parts that are empty in the example.
    pub(super) fn alike(&self, example: &Example) -> Vec<Self> {
        let mut alike = vec![self.clone()];
        let path = Piece::Path { after: String::new() };
        if example.unsigned_query().is_empty() && self.pairs().is_none() && self.pieces.contains(&path) {
            let with_query = |piece: &Piece| if *piece == path { Piece::PathAndQuery } else { piece.clone() };
            alike.push(Self { pieces: self.pieces.iter().map(with_query).collect(), ..self.clone() });
        }
        if example.body_kind == BodyKind::None && self.separator.is_empty() && self.pieces.contains(&Piece::Method) {
            let with_body = |rule: &Self| Self { pieces: [&rule.pieces[..], &[Piece::Body]].concat(), ..rule.clone() };
            let longer: Vec<Self> = alike.iter().map(with_body).collect();
            alike.extend(longer);
        }
        alike
    }

    pub(super) fn pairs(&self) -> Option<&PairsPiece> {
        self.pieces.iter().find_map(|piece| match piece {
            Piece::Pairs(pairs) => Some(pairs),
            Piece::Encoded(inner) => match &**inner {
                Piece::Pairs(pairs) => Some(pairs),
                _ => None,
            },
            _ => None,
        })
    }
}

impl Piece {
    fn text(&self, added: Added<'_>) -> Text {
        match self {
            Self::Method => method(),
            Self::Host => host(),
            Self::Path { after } if after.is_empty() => path(),
            Self::Path { after } => path().after(after),
            Self::PathAndQuery => path_and_query(),
            Self::RawQuery => raw_query(),
            Self::Body => body(),
            Self::BodyDigest(hash) => hashed(&body(), *hash).hex(),
            Self::NonceAndBodyDigest(hash) => hashed(&(nonce_of(added) + body()), *hash),
            Self::Literal(text) => text.as_str().into_text(),
            Self::Field { format } => time(*format),
            Self::Encoded(inner) => inner.text(added).percent_encoded(),
            Self::Pairs(pairs) => pairs.text(added.example),
            Self::Value { place, name } => {
                let is = |each: &ExampleParameter| each.place == *place && each.name == *name;
                match (added.key(), added.time(), added.nonce()) {
                    (Some(key), _, _) if is(key) => key_id(),
                    (_, Some((each, format)), _) if is(each) => time(format),
                    (_, _, Some(each)) if is(each) => nonce(),
                    _ if *place == Place::Header => countersign::scheme::header(name),
                    _ => parameter(name),
                }
            }
        }
    }
}

fn nonce_of(added: Added<'_>) -> Text {
    match (added.nonce(), added.example.nonce()) {
        (Some(_), _) => nonce(),
        (None, Some(each)) if each.place == Place::Header => countersign::scheme::header(&each.name),
        (None, Some(each)) => parameter(&each.name),
        (None, None) => "".into_text(),
    }
}

fn hashed(text: &Text, hash: Hash) -> Text {
    match hash {
        Hash::Md5 => text.md5(),
        Hash::Sha1 => text.sha1(),
        Hash::Sha256 => text.sha256(),
        Hash::Sha384 => text.sha384(),
        _ => text.sha512(),
    }
}

impl PairsPiece {
    fn text(&self, example: &Example) -> Text {
        let pairs = self.steps(example);
        match self.between {
            Some(between) => pairs.pairs(between, self.separator),
            None => pairs.values(self.separator),
        }
    }

    fn steps(&self, example: &Example) -> Pairs {
        let mut pairs = match (self.supply, example.body_kind) {
            (Supply::All, _) => parameters(),
            (Supply::Query, _) => query_pairs(),
            (Supply::Body, BodyKind::Json) => json_members(),
            (Supply::Body, _) => form_pairs(),
        };
        if self.scalars {
            pairs = pairs.scalars();
        }
        if !self.headers.is_empty() {
            pairs = pairs.and(headers(&self.headers));
        }
        pairs = match &self.selection {
            Selection::AllBut(names) if names.is_empty() => pairs,
            Selection::AllBut(names) => pairs.except(names),
            Selection::Only(names) => pairs.only(names),
        };
        if self.drops_empty {
            pairs = pairs.without_empty();
        }
        if let Some(name) = &self.secret {
            pairs = pairs.plus(name, secret());
        }
        if let Some(order) = self.order {
            pairs = pairs.sorted_by(order);
        }
        match self.spelling {
            Spelling::Raw => pairs,
            Spelling::Percent => pairs.percent_encoded(),
            Spelling::Form => pairs.form_encoded(),
        }
    }
}

/// Sends a text in the same place as the example.
fn send(scheme: SchemeBuilder, example: &Example, each: &ExampleParameter, text: Text) -> SchemeBuilder {
    match each.place {
        Place::Header => scheme.header(&each.name, text),
        Place::Query if example.body_kind != BodyKind::None => scheme.query(&each.name, text),
        _ => scheme.parameter(&each.name, text),
    }
}

/// Whether the scheme accepts the example as it was sent.
fn reproduces(scheme: &Scheme, example: &Example) -> bool {
    let secret = example.secret.expose();
    let credentials = match example.key() {
        Some(key) => Credentials::new(&key.value, secret),
        None => Credentials::of_secret(secret),
    };
    let (Some(request), Ok(credentials)) = (example.received(), credentials) else { return false };
    let Ok(claim) = scheme.read(&request) else { return false };
    // The example may be old.
    let now = claim.time().unwrap_or_else(std::time::SystemTime::now);
    claim.verify([credentials], now).is_ok()
}
