//! Encodings for the signer. The verifier has its own.

use base64::Engine as _;
use base64::engine::Config as _;
use base64::engine::general_purpose::{GeneralPurpose, STANDARD, URL_SAFE, URL_SAFE_NO_PAD};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode, percent_encode as escape};

use super::crypto::{Wiped, digest};
use crate::scheme::text::Map;

/// Everything but RFC 3986's unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const PATH: &AsciiSet = &RESERVED.remove(b'/');
/// Everything that forms escape, except the blank.
const FORM: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'*').remove(b' ');

/// Returns whether every encoding leaves these bytes unchanged.
pub(in crate::scheme) fn is_plain(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'))
}

/// Returns whether an encoding leaves these bytes unchanged. Of a path, this is usually true.
pub(super) fn keeps(map: &Map, bytes: &[u8]) -> bool {
    match map {
        Map::Percent | Map::Form => is_plain(bytes),
        Map::Path => bytes.split(|byte| *byte == b'/').all(is_plain),
        _ => false,
    }
}

/// Appends bytes as `%XX`, except letters, digits and `-._~`.
pub(in crate::scheme) fn percent_encode(bytes: &[u8], to: &mut Vec<u8>) {
    append(bytes, RESERVED, to);
}

/// Appends bytes in the encoding of forms.
pub(super) fn form_encode(bytes: &[u8], to: &mut Vec<u8>) {
    let start = to.len();
    append(bytes, FORM, to);
    for byte in to.iter_mut().skip(start).filter(|byte| **byte == b' ') {
        *byte = b'+';
    }
}

fn append(bytes: &[u8], set: &'static AsciiSet, to: &mut Vec<u8>) {
    for chunk in escape(bytes, set) {
        to.extend_from_slice(chunk.as_bytes());
    }
}

/// Appends text as a string in JSON; `None` if it is not UTF-8.
pub(super) fn json_string(text: &[u8], to: &mut Vec<u8>) -> Option<()> {
    to.extend_from_slice(serde_json::Value::from(std::str::from_utf8(text).ok()?).to_string().as_bytes());
    Some(())
}

/// Appends the decoded bytes of a form or a query.
pub(in crate::scheme) fn form_decode(raw: &[u8], to: &mut Vec<u8>) {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut rest = raw;
    while let Some(at) = rest.iter().position(|byte| matches!(byte, b'%' | b'+')) {
        let (plain, escape) = rest.split_at(at);
        to.extend_from_slice(plain);
        let (byte, length) = match escape {
            [b'%', high, low, ..] => match digit(*high).zip(digit(*low)) {
                Some((high, low)) => (high << 4 | low, 3),
                None => (b'%', 1),
            },
            [b'%', ..] => (b'%', 1),
            _ => (b' ', 1),
        };
        to.push(byte);
        rest = escape.get(length..).unwrap_or_default();
    }
    to.extend_from_slice(rest);
}

/// Returns room for this many bytes at the end.
fn room(to: &mut Vec<u8>, bytes: usize) -> &mut [u8] {
    let start = to.len();
    to.resize(start + bytes, 0);
    to.get_mut(start..).unwrap_or_default()
}

fn base64(engine: &GeneralPurpose, bytes: &[u8], to: &mut Vec<u8>) -> Option<()> {
    let length = base64::encoded_len(bytes.len(), engine.config().encode_padding())?;
    engine.encode_slice(bytes, room(to, length)).ok().map(drop)
}

/// Splits bytes at the first occurrence of a text; `None` if it does not occur.
fn parted<'b>(bytes: &'b [u8], text: &[u8]) -> Option<(&'b [u8], &'b [u8])> {
    let at = bytes.windows(text.len().max(1)).position(|window| window == text)?;
    Some((bytes.get(..at)?, bytes.get(at + text.len()..)?))
}

/// Appends mapped bytes; `None` if the map is not an encoding or the bytes do not fit it.
pub(super) fn mapped(map: &Map, bytes: &[u8], to: &mut Vec<u8>) -> Option<()> {
    match map {
        Map::Hex => drop(base16ct::lower::encode(bytes, room(to, 2 * bytes.len())).ok()?),
        Map::UpperHex => drop(base16ct::upper::encode(bytes, room(to, 2 * bytes.len())).ok()?),
        Map::Base64 => base64(&STANDARD, bytes, to)?,
        Map::Base64Url => base64(&URL_SAFE, bytes, to)?,
        Map::Base64UrlUnpadded => base64(&URL_SAFE_NO_PAD, bytes, to)?,
        Map::Percent => percent_encode(bytes, to),
        Map::Form => form_encode(bytes, to),
        Map::Path => append(bytes, PATH, to),
        Map::Lower => to.extend(bytes.iter().map(u8::to_ascii_lowercase)),
        Map::Upper => to.extend(bytes.iter().map(u8::to_ascii_uppercase)),
        Map::First(count) => to.extend_from_slice(bytes.get(..*count).unwrap_or(bytes)),
        Map::Skip(count) => to.extend_from_slice(bytes.get(*count..).unwrap_or_default()),
        Map::After(prefix) => to.extend_from_slice(bytes.strip_prefix(prefix.as_bytes())?),
        Map::Until(end) => {
            let at = bytes.windows(end.len().max(1)).position(|window| window == end.as_bytes())?;
            to.extend_from_slice(bytes.get(..at)?);
        }
        Map::EndingWith(end) => {
            to.extend_from_slice(bytes);
            if !bytes.ends_with(end.as_bytes()) {
                to.extend_from_slice(end.as_bytes());
            }
        }
        Map::Abridged(ends) => abridge(std::str::from_utf8(bytes).ok()?, *ends, to),
        Map::FromBase64 => to.extend_from_slice(&unbase64(bytes)?),
        Map::FromHex => to.extend_from_slice(&base16ct::mixed::decode_vec(bytes).ok()?),
        Map::FromPercent => to.extend(percent_decode(bytes)),
        Map::Replaced(from, with) => {
            let mut rest = bytes;
            while let Some((before, after)) = parted(rest, from.as_bytes()) {
                to.extend_from_slice(before);
                to.extend_from_slice(with.as_bytes());
                rest = after;
            }
            to.extend_from_slice(rest);
        }
        Map::OnlyIf(text) => to.extend_from_slice(Some(bytes).filter(|bytes| *bytes == text.as_bytes())?),
        Map::UnlessEmpty => to.extend_from_slice(Some(bytes).filter(|bytes| !bytes.is_empty())?),
        Map::Crc32 => to.extend_from_slice(itoa::Buffer::new().format(crc32(bytes)).as_bytes()),
        Map::PrecededBy(text) => {
            if !bytes.is_empty() {
                to.extend_from_slice(text.as_bytes());
                to.extend_from_slice(bytes);
            }
        }
        Map::FollowedBy(text) => {
            if !bytes.is_empty() {
                to.extend_from_slice(bytes);
                to.extend_from_slice(text.as_bytes());
            }
        }
        Map::Digest(hash) => {
            let mut made = Wiped::default();
            digest(*hash, &mut made, |take| take(bytes));
            to.extend_from_slice(&made);
        }
    }
    Some(())
}

/// Appends a text, or its ends with the number of its characters between them.
fn abridge(text: &str, ends: usize, to: &mut Vec<u8>) {
    let count = text.chars().count();
    let place = |character| text.char_indices().nth(character).map_or(text.len(), |(place, _)| place);
    let (first, last) = match count.checked_sub(ends).filter(|last| *last > ends) {
        Some(last) => (place(ends), place(last)),
        None => return to.extend_from_slice(text.as_bytes()),
    };
    to.extend_from_slice(text.as_bytes().get(..first).unwrap_or_default());
    to.extend_from_slice(itoa::Buffer::new().format(count).as_bytes());
    to.extend_from_slice(text.as_bytes().get(last..).unwrap_or_default());
}

/// Returns the CRC-32 of IEEE 802.3, whose bits are in reverse order.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1));
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

/// Decodes Base64 of either alphabet, with or without padding.
fn unbase64(bytes: &[u8]) -> Option<Vec<u8>> {
    let unpadded = bytes.trim_ascii().iter().rposition(|byte| *byte != b'=').map_or(0, |last| last + 1);
    let standard = |byte: &u8| match byte {
        b'-' => b'+',
        b'_' => b'/',
        other => *other,
    };
    let text: Vec<u8> = bytes.trim_ascii().iter().take(unpadded).map(standard).collect();
    base64::engine::general_purpose::STANDARD_NO_PAD.decode(text).ok()
}
