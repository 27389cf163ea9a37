//! The signing half of [`SortedJoin`]: on the components of the request, into its canonical string.
//!
//! The verifying half is `verify`, written independently.

use std::cmp::Ordering;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::Hmac;
use md5::Md5;
use sha1::Sha1;
use sha2::Sha256;

use super::{
    Added, Digest, JsonBody, Order, Pair, SecretPlace, SignatureText, SortedJoin, Spelling, TimeFormat, Travel,
};
use crate::auth::signing::{CanonicalString, Signing, is_text};
use crate::auth::{Credentials, Secret};
use crate::operation::{Body, Parameter, Place, Segment};
use crate::param::{Component, Origin, ParameterError, query};
use crate::value::Timestamp;
use crate::value::{Form, ValueError};

/// Adds what the rule adds, and the signature.
pub(super) fn sign(
    rule: &SortedJoin,
    request: &mut Signing<'_>,
    credentials: &Credentials,
) -> Result<(), ParameterError> {
    check_path(rule, request)?;
    for (name, value) in &rule.constants {
        request.add(name.clone(), value, Origin::Auth)?;
    }
    if let Some(key) = &rule.key {
        add(request, key, credentials.app_key(), Origin::Auth)?;
    }
    if let Some((time, format)) = &rule.time {
        let now = written(request.now(), *format);
        add(request, time, &now, Origin::Clock)?;
    }
    let pieces = in_order(rule, request);
    let mut secret_at = Vec::new();
    request.canonical(|string| secret_at = write(rule, string, &pieces));
    request.digested_with(rule.digest_in_words());
    let signature = signature(rule, request.signed(), &secret_at, credentials.secret());
    add(request, &rule.signature, &signature, Origin::Signature)
}

/// Refuses a path whose end cannot be told from the pairs after it in the signed string: some of the path could be moved
/// into the pairs, or back, under the same signature. Only a value at the end of the path can be cut in two places, and
/// only where the separator begins as the value can go on.
fn check_path(rule: &SortedJoin, request: &Signing<'_>) -> Result<(), ParameterError> {
    let (Some(_), Some(name)) = (&rule.path_after, last_placeholder(request)) else { return Ok(()) };
    let path = request.path();
    let value = path.rsplit('/').next().unwrap_or_default();
    let parameter = request.operation().parameter(name).unwrap_or(&Parameter::UNKNOWN);
    let refuse = |rule: String| Err(ParameterError::value(parameter, ValueError::new(rule, value)));
    match rule.separator.chars().next() {
        None => {
            refuse("followed by a separator, because the signing rule signs path and parameters as one string".into())
        }
        Some(first) if value.contains(first) => {
            refuse(format!("free of `{first}`, which separates it from the parameters in the signed string"))
        }
        Some(_) => Ok(()),
    }
}

fn last_placeholder<'r>(request: &'r Signing<'_>) -> Option<&'r str> {
    match request.path.1.segments().next_back() {
        Some(Segment::Placeholder(name)) => Some(name),
        _ => None,
    }
}

fn add(request: &mut Signing<'_>, added: &Added, value: &str, origin: Origin) -> Result<(), ParameterError> {
    let name = added.name.clone();
    match added.travel {
        Travel::Parameter => request.add(name, value, origin),
        Travel::Query => {
            request.add_to_query(name, value, origin);
            Ok(())
        }
        Travel::Header => request.add_header(name, value, origin),
    }
}

fn written(time: Timestamp, format: TimeFormat) -> String {
    match format {
        TimeFormat::Seconds => time.as_second().to_string(),
        TimeFormat::Milliseconds => time.as_millisecond().to_string(),
        TimeFormat::DateTime(zone) => time.date_time_in(zone),
    }
}

/// One pair of the signed string.
#[derive(Clone, Copy)]
enum Piece<'r> {
    /// The component at this place.
    Component(usize),
    /// The secret, as a pair of this name.
    Secret(&'r str),
}

/// The pairs as the rule orders them.
fn in_order<'r>(rule: &'r SortedJoin, request: &Signing<'_>) -> Vec<Piece<'r>> {
    let components = &request.draft.components;
    // As a receiver finds them: first the query, then the body, then headers.
    let places = [Place::Query, Place::Body, Place::Header];
    let of = |place| components.iter().enumerate().filter(move |(_, component)| component.place == Some(place));
    let signed = places.into_iter().flat_map(of).filter(|(_, component)| is_signed(rule, request, component));
    // Name, value, and what it is. The secret has no value here: the order must not depend on it.
    let mut pieces: Vec<(&str, &[u8], Piece<'_>)> = signed
        .map(|(index, component)| (component.name(), request.draft.value(component), Piece::Component(index)))
        .collect();
    if let Some(SecretPlace::SortedPair(name)) = &rule.secret {
        pieces.push((name, &[], Piece::Secret(name)));
    }
    match rule.order {
        Order::ByName => pieces.sort_by(|(one, ..), (other, ..)| java_order(one, other)),
        Order::ByNameIgnoringCase => pieces.sort_by(|(one, ..), (other, ..)| {
            java_order(&one.to_lowercase(), &other.to_lowercase()).then_with(|| java_order(one, other))
        }),
        Order::ByPair => pieces.sort_by_cached_key(|(name, value, _)| {
            rule.pair.write(name, &String::from_utf8_lossy(value)).encode_utf16().collect::<Vec<u16>>()
        }),
        Order::AsSent => {}
    }
    pieces.into_iter().map(|(.., piece)| piece).collect()
}

fn java_order(one: &str, other: &str) -> Ordering {
    one.encode_utf16().cmp(other.encode_utf16())
}

fn is_signed(rule: &SortedJoin, request: &Signing<'_>, component: &Component) -> bool {
    let added = component.origin != Origin::Field;
    // A header that the rule did not add is not its matter.
    if !(is_text(component) || (added && component.place == Some(Place::Header))) {
        return false;
    }
    let value = request.draft.value(component);
    let in_json = component.place == Some(Place::Body) && request.operation().body() == Body::Json;
    let is_nested = matches!(component.form, Form::Json) && matches!(value.first(), Some(b'{' | b'['));
    let fits_json = !in_json
        || match rule.json {
            JsonBody::Members => true,
            JsonBody::Scalars => !is_nested,
            JsonBody::Added => added,
            JsonBody::WholeText => false,
        };
    fits_json
        && component.name != rule.signature.name
        && rule.selection.takes(component.name())
        && !(rule.drops_empty && value.is_empty())
}

/// Writes the canonical string; gives the places in it where the secret belongs.
fn write(rule: &SortedJoin, string: &mut CanonicalString<'_, '_>, pieces: &[Piece<'_>]) -> Vec<usize> {
    let mut writer = Writer { rule, string, first: true, secret_at: Vec::new() };
    if matches!(rule.secret, Some(SecretPlace::Before | SecretPlace::Around)) {
        writer.secret();
    }
    if let Some(after) = &rule.path_after {
        writer.separate();
        writer.string.path(after);
    }
    pieces.iter().for_each(|piece| writer.piece(piece));
    if rule.json == JsonBody::WholeText && writer.string.operation().body() == Body::Json {
        writer.separate();
        writer.string.body();
    }
    match &rule.secret {
        Some(SecretPlace::After | SecretPlace::Around) => writer.secret(),
        Some(SecretPlace::LastPair(name)) => writer.piece(&Piece::Secret(name)),
        Some(SecretPlace::Before | SecretPlace::SortedPair(_)) | None => {}
    }
    writer.secret_at
}

struct Writer<'w, 's, 'd> {
    rule: &'w SortedJoin,
    string: &'w mut CanonicalString<'s, 'd>,
    /// Nothing is to be separated yet.
    first: bool,
    secret_at: Vec<usize>,
}

impl Writer<'_, '_, '_> {
    fn piece(&mut self, piece: &Piece<'_>) {
        self.separate();
        let Self { rule, string, .. } = self;
        if let Pair::Joined(join) = &rule.pair {
            let name = match piece {
                Piece::Component(index) => string.name(*index),
                Piece::Secret(name) => (*name).to_owned(),
            };
            string.literal(&spelt(rule.spelling, name.as_bytes()));
            string.literal(join);
        }
        match piece {
            Piece::Component(index) => match rule.spelling {
                Spelling::Raw => string.component(*index, Vec::extend_from_slice),
                other => string.component(*index, |to, value| to.extend_from_slice(spelt(other, value).as_bytes())),
            },
            Piece::Secret(_) => self.secret(),
        }
    }

    fn separate(&mut self) {
        if !std::mem::take(&mut self.first) {
            self.string.literal(&self.rule.separator);
        }
    }

    fn secret(&mut self) {
        self.secret_at.push(self.string.len());
        self.string.secret();
    }
}

fn spelt(spelling: Spelling, text: &[u8]) -> String {
    let mut spelt = Vec::with_capacity(text.len());
    match spelling {
        Spelling::Raw => spelt.extend_from_slice(text),
        Spelling::PercentEncoded => query::write_segment(&mut spelt, text),
        Spelling::FormEncoded => query::write_form_encoded(&mut spelt, text),
    }
    String::from_utf8_lossy(&spelt).into_owned()
}

/// The signature of the string with the secret at these places of it.
fn signature(rule: &SortedJoin, string: &[u8], secret_at: &[usize], secret: &Secret) -> String {
    let mut parts = Vec::with_capacity(2 * secret_at.len() + 1);
    let mut from = 0;
    for &at in secret_at {
        parts.push(string.get(from..at).unwrap_or_default());
        parts.push(secret.expose().as_bytes());
        from = at;
    }
    parts.push(string.get(from..).unwrap_or_default());
    let key = rule.hmac.then_some(secret);
    let digest = match rule.digest {
        Digest::Md5 => match key {
            Some(key) => mac::<Hmac<Md5>>(key, &parts),
            None => plain::<Md5>(&parts),
        },
        Digest::Sha1 => match key {
            Some(key) => mac::<Hmac<Sha1>>(key, &parts),
            None => plain::<Sha1>(&parts),
        },
        Digest::Sha256 => match key {
            Some(key) => mac::<Hmac<Sha256>>(key, &parts),
            None => plain::<Sha256>(&parts),
        },
    };
    match rule.text {
        SignatureText::LowerHex => base16ct::lower::encode_string(&digest),
        SignatureText::UpperHex => base16ct::upper::encode_string(&digest),
        SignatureText::Base64 => STANDARD.encode(digest),
    }
}

fn plain<D: md5::Digest>(parts: &[&[u8]]) -> Vec<u8> {
    let mut digest = D::new();
    parts.iter().for_each(|part| digest.update(part));
    digest.finalize().to_vec()
}

fn mac<M: hmac::Mac + hmac::KeyInit>(key: &Secret, parts: &[&[u8]]) -> Vec<u8> {
    // HMAC takes keys of every length, so the error cannot occur; an empty digest matches no signature.
    let Ok(mut mac) = <M as hmac::KeyInit>::new_from_slice(key.expose().as_bytes()) else { return Vec::new() };
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().to_vec()
}
