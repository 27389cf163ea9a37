//! Recognizes signatures, times and keys by name and form.

use base64::Engine as _;
use base64::engine::GeneralPurpose;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use countersign::scheme::{Hash, TimeFormat};

/// The signature to find.
pub(super) struct Target {
    pub(super) hash: Hash,
    pub(super) bytes: Vec<u8>,
    /// Hex without letters is of both cases.
    pub(super) encodings: Vec<Encoding>,
    pub(super) shape: Shape,
}

/// The notation of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Encoding {
    UpperHex,
    LowerHex,
    Base64,
    Base64Unpadded,
    Base64Url,
    Base64UrlUnpadded,
}

/// What surrounds a signature in the place where it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A text before it, often empty.
    After(String),
    /// It is one of `name=value, …`; another may be the time.
    Field { name: String, time: Option<(String, String, TimeFormat)> },
}

/// Extracts a signature from the value that contains it.
pub(super) fn read(value: &str) -> Option<Target> {
    let target = |text: &str, shape| {
        let (hash, bytes, encodings) = decoded(text)?;
        Some(Target { hash, bytes, encodings, shape })
    };
    if let Some(found) = target(value, Shape::After(String::new())) {
        return Some(found);
    }
    let fields: Vec<(&str, &str)> = value.split(',').filter_map(|field| field.trim().split_once('=')).collect();
    if fields.len() > 1 && fields.len() == value.split(',').count() {
        let time = fields
            .iter()
            .find_map(|(name, value)| Some(((*name).to_owned(), (*value).to_owned(), time_format(value)?)));
        return fields
            .iter()
            .find_map(|(name, value)| target(value, Shape::Field { name: (*name).to_owned(), time: time.clone() }));
    }
    let ends = value.char_indices().filter(|(_, character)| "=,: ".contains(*character));
    ends.filter_map(|(at, _)| value.split_at_checked(at + 1))
        .find_map(|(before, text)| target(text, Shape::After(before.to_owned())))
}

fn decoded(text: &str) -> Option<(Hash, Vec<u8>, Vec<Encoding>)> {
    const HASHES: [Hash; 5] = [Hash::Md5, Hash::Sha1, Hash::Sha256, Hash::Sha384, Hash::Sha512];
    const BASE64: [(Encoding, &GeneralPurpose); 4] = [
        (Encoding::Base64, &STANDARD),
        (Encoding::Base64Url, &URL_SAFE),
        (Encoding::Base64UrlUnpadded, &URL_SAFE_NO_PAD),
        (Encoding::Base64Unpadded, &STANDARD_NO_PAD),
    ];
    let hash = |bytes: &[u8]| HASHES.into_iter().find(|hash| hash.bytes() == bytes.len());
    if let Ok(bytes) = base16ct::mixed::decode_vec(text)
        && let Some(hash) = hash(&bytes)
    {
        let has = |is: fn(&char) -> bool| text.chars().any(|character| is(&character));
        let encodings = match (has(char::is_ascii_uppercase), has(char::is_ascii_lowercase)) {
            (true, true) => return None,
            (true, false) => vec![Encoding::UpperHex],
            (false, true) => vec![Encoding::LowerHex],
            (false, false) => vec![Encoding::UpperHex, Encoding::LowerHex],
        };
        return Some((hash, bytes, encodings));
    }
    let fits = |(encoding, engine): (Encoding, &GeneralPurpose)| {
        let bytes = engine.decode(text).ok()?;
        Some((hash(&bytes)?, bytes, encoding))
    };
    let found: Vec<_> = BASE64.into_iter().filter_map(fits).collect();
    let (hash, bytes, _) = found.first()?.clone();
    Some((hash, bytes, found.into_iter().map(|(_, _, encoding)| encoding).collect()))
}

/// A name in lower case, without separators of words; the `x-` of headers is left out.
pub(super) fn plain(name: &str) -> String {
    let name = name.to_lowercase();
    name.strip_prefix("x-").unwrap_or(&name).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// `sign`, `signature`, `_aop_signature`, `x-ca-sign`, `X-Hub-Signature-256`; not `sign_type` and the like.
pub(super) fn is_signature_name(name: &str) -> bool {
    let name = plain(name);
    let name = name.trim_end_matches(|character: char| character.is_ascii_digit());
    let name = name.strip_suffix("sha").unwrap_or(name);
    ["sign", "signature", "sig", "hmac", "mac"].iter().any(|end| name.ends_with(end))
}

/// Names that look like a signature's, but are not.
pub(super) fn is_other_digest(name: &str) -> bool {
    let name = plain(name);
    ["nonce", "md5", "digest", "hash", "sha", "id", "key", "token", "trace"].iter().any(|part| name.contains(part))
}

pub(super) fn time_format(value: &str) -> Option<TimeFormat> {
    let shape: String = value.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    match &*shape {
        "0000000000" => Some(TimeFormat::UnixSeconds),
        "0000000000000" => Some(TimeFormat::UnixMillis),
        "0000000000.000" => Some(TimeFormat::UnixDecimal),
        "0000-00-00 00:00:00" => Some(TimeFormat::pattern("%Y-%m-%d %H:%M:%S")),
        "00000000000000" => Some(TimeFormat::pattern("%Y%m%d%H%M%S")),
        "0000-00-00T00:00:00Z" => Some(TimeFormat::Iso8601),
        "0000-00-00T00:00:00.000Z" => Some(TimeFormat::Iso8601Millis),
        "00000000T000000Z" => Some(TimeFormat::Iso8601Basic),
        _ if shape.len() == 29 && shape.ends_with(" 00:00:00 GMT") => Some(TimeFormat::HttpDate),
        _ => None,
    }
}
