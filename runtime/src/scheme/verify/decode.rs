//! Encodings for the verifier: an independent, obvious implementation.

use std::borrow::Cow;

use crate::scheme::text::Map;

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Decodes `%XX` and, in queries and forms, `+`.
pub(super) fn unescape(raw: &[u8], plus_is_blank: bool) -> Cow<'_, [u8]> {
    // All bytes are examined: most names and values are short and plain, and branches cost more.
    if !raw.iter().fold(false, |found, byte| found | (*byte == b'%') | (*byte == b'+' && plus_is_blank)) {
        return Cow::Borrowed(raw);
    }
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let [byte, others @ ..] = rest {
        let escaped = match rest {
            [b'%', high, low, after @ ..] => {
                nibble(*high).zip(nibble(*low)).map(|(high, low)| (high << 4 | low, after))
            }
            [b'+', ..] if plus_is_blank => Some((b' ', others)),
            _ => None,
        };
        let (decoded, after) = escaped.unwrap_or((*byte, others));
        bytes.push(decoded);
        rest = after;
    }
    Cow::Owned(bytes)
}

/// Replaces every `from` with `to`.
pub(super) fn replaced(mut rest: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut written = Vec::with_capacity(rest.len());
    while let [byte, others @ ..] = rest {
        match rest.strip_prefix(from).filter(|_| !from.is_empty()) {
            Some(after) => {
                written.extend_from_slice(to);
                rest = after;
            }
            None => {
                written.push(*byte);
                rest = others;
            }
        }
    }
    written
}

/// Returns a text of up to twice as many characters as are kept at each end, or these with the number of all between
/// them.
pub(super) fn abridged(text: &[u8], ends: usize) -> Option<Vec<u8>> {
    let characters: Vec<char> = std::str::from_utf8(text).ok()?.chars().collect();
    let (first, rest) = characters.split_at_checked(ends).unwrap_or((&characters, &[]));
    let Some(middle) = rest.len().checked_sub(ends).filter(|middle| *middle > 0) else { return Some(text.to_vec()) };
    let count = characters.len().to_string();
    Some(
        first
            .iter()
            .copied()
            .chain(count.chars())
            .chain(rest.iter().copied().skip(middle))
            .collect::<String>()
            .into_bytes(),
    )
}

/// Returns a text as a string in JSON, with the shortest escapes; `None` if it is not UTF-8.
pub(super) fn quoted(text: &[u8]) -> Option<Vec<u8>> {
    std::str::from_utf8(text).ok()?;
    let mut written = vec![b'"'];
    for byte in text {
        match byte {
            b'"' | b'\\' => written.extend([b'\\', *byte]),
            b'\n' => written.extend(b"\\n"),
            b'\r' => written.extend(b"\\r"),
            b'\t' => written.extend(b"\\t"),
            8 => written.extend(b"\\b"),
            12 => written.extend(b"\\f"),
            0..32 => {
                written.extend(b"\\u00");
                written.extend(digits(*byte, false));
            }
            byte => written.push(*byte),
        }
    }
    written.push(b'"');
    Some(written)
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

/// Returns two hexadecimal digits.
fn digits(byte: u8, upper: bool) -> [u8; 2] {
    let ten = if upper { b'A' } else { b'a' };
    [byte >> 4, byte & 15].map(|digit| if digit < 10 { b'0' + digit } else { ten + digit - 10 })
}

/// Escapes everything but letters, digits and `plain`.
pub(super) fn escape(bytes: &[u8], plain: &[u8], blank_is_plus: bool) -> Vec<u8> {
    let mut escaped = Vec::with_capacity(bytes.len());
    for &byte in bytes {
        match byte {
            b' ' if blank_is_plus => escaped.push(b'+'),
            byte if byte.is_ascii_alphanumeric() || plain.contains(&byte) => escaped.push(byte),
            byte => {
                escaped.push(b'%');
                escaped.extend(digits(byte, true));
            }
        }
    }
    escaped
}

pub(super) fn percent(bytes: &[u8]) -> Vec<u8> {
    escape(bytes, b"-._~", false)
}

pub(super) fn form(bytes: &[u8]) -> Vec<u8> {
    escape(bytes, b"-._*", true)
}

pub(super) fn hex(bytes: &[u8], upper: bool) -> Vec<u8> {
    let mut text = Vec::with_capacity(2 * bytes.len());
    bytes.iter().for_each(|byte| text.extend_from_slice(&digits(*byte, upper)));
    text
}

pub(super) fn unhex(text: &[u8]) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) {
        return None;
    }
    text.chunks(2).map(|pair| Some(nibble(*pair.first()?)? << 4 | nibble(*pair.last()?)?)).collect()
}

pub(super) fn base64(bytes: &[u8], url: bool, padded: bool) -> Vec<u8> {
    let alphabet = if url { URL } else { STANDARD };
    let mut text = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..=group.len() {
            let index = (bits >> (18 - 6 * place)) & 63;
            text.push(alphabet.get(index as usize).copied().unwrap_or(b'A'));
        }
        if padded {
            text.extend(std::iter::repeat_n(b'=', 3 - group.len()));
        }
    }
    text
}

/// Decodes Base64 of either alphabet, with or without padding. Unused bits must be zero.
pub(super) fn unbase64(text: &[u8]) -> Option<Vec<u8>> {
    let text = text.trim_ascii();
    let digits = text.iter().rposition(|byte| *byte != b'=').map_or(0, |last| last + 1);
    let mut bytes = Vec::with_capacity(text.len());
    for group in text.get(..digits)?.chunks(4) {
        let mut bits = 0_u32;
        for digit in group {
            let find = |alphabet: &[u8; 64]| alphabet.iter().position(|each| each == digit);
            bits = bits << 6 | u32::try_from(find(STANDARD).or_else(|| find(URL))?).ok()?;
        }
        bits <<= 6 * (4 - group.len());
        let whole = group.len().checked_sub(1).filter(|whole| *whole > 0)?;
        let [_, decoded @ ..] = bits.to_be_bytes();
        let (decoded, rest) = decoded.split_at(whole);
        if rest.iter().any(|byte| *byte != 0) {
            return None;
        }
        bytes.extend_from_slice(decoded);
    }
    Some(bytes)
}

/// Returns the remainder of a division of polynomials: the CRC-32 of IEEE 802.3.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let mut rest = u32::MAX;
    for byte in bytes {
        rest ^= u32::from(byte.reverse_bits()) << 24;
        for _ in 0..8 {
            rest = if rest >> 31 == 1 { (rest << 1) ^ 0x04c1_1db7 } else { rest << 1 };
        }
    }
    (!rest).reverse_bits()
}

/// Returns the input of an encoding; `None` if no input produces exactly this output.
pub(super) fn undone(map: &Map, text: &[u8]) -> Option<Vec<u8>> {
    let exact = |decoded: Vec<u8>, again: Vec<u8>| (again == text).then_some(decoded);
    match map {
        Map::Hex | Map::UpperHex => {
            let decoded = unhex(text)?;
            let again = hex(&decoded, matches!(map, Map::UpperHex));
            exact(decoded, again)
        }
        Map::Base64 | Map::Base64Url | Map::Base64UrlUnpadded => {
            let decoded = unbase64(text)?;
            let again = base64(&decoded, !matches!(map, Map::Base64), !matches!(map, Map::Base64UrlUnpadded));
            exact(decoded, again)
        }
        Map::Replaced(from, to) => {
            let original = replaced(text, to.as_bytes(), from.as_bytes());
            let again = replaced(&original, from.as_bytes(), to.as_bytes());
            exact(original, again)
        }
        Map::Percent | Map::Path => Some(unescape(text, false).into_owned()),
        Map::Form => Some(unescape(text, true).into_owned()),
        Map::After(prefix) => Some([prefix.as_bytes(), text].concat()),
        Map::OnlyIf(known) => (known.as_bytes() == text).then(|| text.to_vec()),
        Map::UnlessEmpty => (!text.is_empty()).then(|| text.to_vec()),
        Map::PrecededBy(_) if text.is_empty() => Some(Vec::new()),
        Map::PrecededBy(before) => text.strip_prefix(before.as_bytes()).map(<[u8]>::to_vec),
        Map::FollowedBy(_) if text.is_empty() => Some(Vec::new()),
        Map::FollowedBy(after) => text.strip_suffix(after.as_bytes()).map(<[u8]>::to_vec),
        _ => None,
    }
}
