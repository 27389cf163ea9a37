//! The verifying half of [`SortedJoin`]: the parts a second time, on what arrived.
//!
//! It must not call the signer: a stand-in that verified with the code that signed would accept every mistake of it. It
//! is written to be obvious, not fast.

use base64::Engine as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use super::{Added, Digest, JsonBody, Order, SecretPlace, SignatureText, SortedJoin, Spelling, Travel};
use crate::auth::{Credentials, Refusal, signatures_match};
use crate::operation::{Body, Place, Segment};
use crate::param::{Received, ReceivedParameter, ReceivedValue};

/// Checks key and signature of a received request.
pub(super) fn verify(rule: &SortedJoin, request: &Received<'_>, credentials: &Credentials) -> Result<(), Refusal> {
    if let Some(key) = &rule.key {
        let received = arrived(request, key)?.ok_or_else(|| Refusal::missing(&key.name))?;
        if !signatures_match(credentials.app_key(), &received) {
            return Err(Refusal::unknown_key());
        }
    }
    if let Some((time, _)) = &rule.time {
        arrived(request, time)?.ok_or_else(|| Refusal::missing(&time.name))?;
    }
    if is_ambiguous(rule, request) {
        return Err(Refusal::new(
            "in the signed string, the end of the path cannot be told from the parameters after it",
        ));
    }
    let received = arrived(request, &rule.signature)?.ok_or_else(|| Refusal::missing(&rule.signature.name))?;
    let secret = credentials.secret().expose();
    let text = signed_text(rule, request, secret)?;
    let expected = in_text(rule.text, &digest_of(rule.digest, rule.hmac, text.as_bytes(), secret.as_bytes()));
    if signatures_match(&expected, &received) { Ok(()) } else { Err(Refusal::new("the signature is wrong")) }
}

/// Whether the signed string has another cut into a path and pairs: a value at the end of the path may go on with the
/// first character of the separator, or there is no separator.
fn is_ambiguous(rule: &SortedJoin, request: &Received<'_>) -> bool {
    let end = request.path().rsplit('/').next().unwrap_or_default();
    let ends_in_value = matches!(request.operation().path().segments().last(), Some(Segment::Placeholder(_)));
    rule.path_after.is_some() && ends_in_value && rule.separator.chars().next().is_none_or(|first| end.contains(first))
}

/// What arrived where the rule says it travels; refused where it arrived more than once.
fn arrived(request: &Received<'_>, added: &Added) -> Result<Option<String>, Refusal> {
    let place = match added.travel {
        Travel::Header => return Ok(request.header(&added.name)?.map(str::to_owned)),
        Travel::Query => Place::Query,
        Travel::Parameter if request.operation().body() == Body::None => Place::Query,
        Travel::Parameter => Place::Body,
    };
    let mut found = request.parameters().iter().filter(|each| each.place() == place && each.name() == added.name);
    match (found.next(), found.next()) {
        (Some(_), Some(_)) => Err(Refusal::new(format!("`{}` is given more than once", added.name))),
        (first, _) => Ok(first.and_then(ReceivedParameter::text).map(str::to_owned)),
    }
}

/// The text that was signed, the secret in it where the rule puts it there.
fn signed_text(rule: &SortedJoin, request: &Received<'_>, secret: &str) -> Result<String, Refusal> {
    let mut pairs: Vec<(String, String)> = request
        .parameters()
        .iter()
        .filter(|each| is_signed(rule, request, each))
        .filter_map(|each| Some((each.name().to_owned(), each.text()?.to_owned())))
        .collect();
    for Added { travel, name } in rule.key.iter().chain(rule.time.iter().map(|(time, _)| time)) {
        if let (Travel::Header, Some(value)) = (travel, request.header(name)?) {
            pairs.push((name.to_string(), value.to_owned()));
        }
    }
    pairs.retain(|(name, value)| {
        rule.selection.takes(name) && *name != rule.signature.name && !(rule.drops_empty && value.is_empty())
    });
    if let Some(SecretPlace::SortedPair(name)) = &rule.secret {
        pairs.push((name.to_string(), String::new()));
    }
    sort(rule, &mut pairs);
    Ok(join(rule, request, &pairs, secret))
}

fn is_signed(rule: &SortedJoin, request: &Received<'_>, parameter: &ReceivedParameter<'_>) -> bool {
    match (parameter.place(), request.operation().body()) {
        // Of headers only those count that the rule itself adds; they are read apart.
        (Place::Path | Place::Header, _) => false,
        (Place::Query, _) | (Place::Body, Body::None | Body::Form | Body::Multipart) => true,
        (Place::Body, Body::Json) => match rule.json {
            JsonBody::Members => true,
            JsonBody::Scalars => match parameter.value() {
                ReceivedValue::Json(text) => !text.starts_with(['{', '[']),
                ReceivedValue::Text(_) | ReceivedValue::File(_) => true,
            },
            JsonBody::Added => is_added(rule, parameter.name()),
            JsonBody::WholeText => false,
        },
    }
}

fn is_added(rule: &SortedJoin, name: &str) -> bool {
    rule.key.as_ref().is_some_and(|key| key.name == name)
        || rule.time.as_ref().is_some_and(|(time, _)| time.name == name)
        || rule.constants.iter().any(|(constant, _)| constant == name)
}

fn sort(rule: &SortedJoin, pairs: &mut [(String, String)]) {
    let units = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
    match rule.order {
        Order::AsSent => {}
        Order::ByName => pairs.sort_by_key(|(name, _)| units(name)),
        Order::ByNameIgnoringCase => pairs.sort_by_key(|(name, _)| (units(&name.to_lowercase()), units(name))),
        Order::ByPair => pairs.sort_by_key(|(name, value)| units(&rule.pair.write(name, value))),
    }
}

fn join(rule: &SortedJoin, request: &Received<'_>, pairs: &[(String, String)], secret: &str) -> String {
    let mut texts: Vec<String> = Vec::new();
    if let Some(after) = &rule.path_after {
        texts.push(request.path().strip_prefix(after.as_ref()).unwrap_or(request.path()).to_owned());
    }
    for (name, value) in pairs {
        let is_secret =
            matches!(&rule.secret, Some(SecretPlace::SortedPair(secret)) if secret == name && value.is_empty());
        let value = if is_secret { secret.to_owned() } else { spelt(rule.spelling, value) };
        texts.push(rule.pair.write(&spelt(rule.spelling, name), &value));
    }
    if rule.json == JsonBody::WholeText && request.operation().body() == Body::Json {
        texts.push(String::from_utf8_lossy(request.body()).into_owned());
    }
    if let Some(SecretPlace::LastPair(name)) = &rule.secret {
        texts.push(rule.pair.write(&spelt(rule.spelling, name), secret));
    }
    let text = texts.join(&rule.separator);
    match rule.secret {
        Some(SecretPlace::Before) => format!("{secret}{text}"),
        Some(SecretPlace::After) => format!("{text}{secret}"),
        Some(SecretPlace::Around) => format!("{secret}{text}{secret}"),
        Some(SecretPlace::LastPair(_) | SecretPlace::SortedPair(_)) | None => text,
    }
}

/// A text in this spelling.
#[must_use]
pub fn spelt(spelling: Spelling, text: &str) -> String {
    let plain: &[u8] = match spelling {
        Spelling::Raw => return text.to_owned(),
        Spelling::PercentEncoded => b"-._~",
        Spelling::FormEncoded => b"*-._",
    };
    let spell = |byte: u8| match byte {
        b' ' if spelling == Spelling::FormEncoded => String::from("+"),
        byte if byte.is_ascii_alphanumeric() || plain.contains(&byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(spell).collect()
}

/// The digest of a text, or its HMAC under the secret.
#[must_use]
pub fn digest_of(digest: Digest, hmac: bool, text: &[u8], secret: &[u8]) -> Vec<u8> {
    // HMAC takes keys of every length, so the error cannot occur; an empty digest matches no signature.
    macro_rules! mac {
        ($digest:ty) => {
            Hmac::<$digest>::new_from_slice(secret)
                .map(|mac| mac.chain_update(text).finalize().into_bytes().to_vec())
                .unwrap_or_default()
        };
    }
    match (digest, hmac) {
        (Digest::Md5, false) => Md5::digest(text).to_vec(),
        (Digest::Sha1, false) => Sha1::digest(text).to_vec(),
        (Digest::Sha256, false) => Sha256::digest(text).to_vec(),
        (Digest::Md5, true) => mac!(Md5),
        (Digest::Sha1, true) => mac!(Sha1),
        (Digest::Sha256, true) => mac!(Sha256),
    }
}

fn in_text(text: SignatureText, digest: &[u8]) -> String {
    match text {
        SignatureText::LowerHex => digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        SignatureText::UpperHex => digest.iter().map(|byte| format!("{byte:02X}")).collect(),
        SignatureText::Base64 => base64::engine::general_purpose::STANDARD.encode(digest),
    }
}
