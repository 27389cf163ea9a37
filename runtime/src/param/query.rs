//! Pairs as `name=value&…`, the encoding of a query string and of a form, and the encoding of path segments.
//!
//! Writing is the hot path of every GET, so the form encoding has a table of its own; the tests hold it against
//! `form_urlencoded`, which also does the reading.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};

/// Everything but RFC 3986's unreserved characters.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Which bytes a form leaves as they are.
static PLAIN: [bool; 256] = plain_table();

#[expect(clippy::indexing_slicing, reason = "a constant function has no `get`, and runs at compile time")]
const fn plain_table() -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte as u8, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'*' | b'-' | b'.' | b'_');
        byte += 1;
    }
    table
}

/// Appends `name=value`, after a `separator` (`?`, `&` or nothing).
pub(crate) fn write_pair(to: &mut Vec<u8>, separator: Option<u8>, name: &str, value: &[u8]) {
    to.extend(separator);
    write_form_encoded(to, name.as_bytes());
    to.push(b'=');
    write_form_encoded(to, value);
}

fn write_form_encoded(to: &mut Vec<u8>, bytes: &[u8]) {
    let mut rest = bytes;
    loop {
        let plain = rest.iter().position(|&byte| !is_plain(byte)).unwrap_or(rest.len());
        let (run, special) = rest.split_at(plain);
        to.extend_from_slice(run);
        let Some((&byte, tail)) = special.split_first() else { return };
        if byte == b' ' {
            to.push(b'+');
        } else {
            to.extend_from_slice(&escape(byte));
        }
        rest = tail;
    }
}

#[inline]
fn is_plain(byte: u8) -> bool {
    PLAIN.get(usize::from(byte)).copied().unwrap_or_default()
}

fn escape(byte: u8) -> [u8; 3] {
    let hex = |half: u8| if half < 10 { b'0' + half } else { b'A' + half - 10 };
    [b'%', hex(byte >> 4), hex(byte & 15)]
}

/// The pairs of a query string or form, decoded.
pub(crate) fn read_pairs(encoded: &[u8]) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    form_urlencoded::parse(encoded)
}

/// Appends one segment of a path.
pub(crate) fn write_segment(to: &mut Vec<u8>, bytes: &[u8]) {
    for piece in percent_encode(bytes, SEGMENT) {
        to.extend_from_slice(piece.as_bytes());
    }
}

/// A segment as it was before it was escaped.
pub(crate) fn read_segment(segment: &str) -> Cow<'_, str> {
    percent_decode_str(segment).decode_utf8_lossy()
}

#[cfg(test)]
mod tests {
    use super::write_pair;

    #[test]
    fn form_encoding_is_that_of_the_url_standard() {
        let every_byte: Vec<u8> = (0..=255).collect();
        let mut encoded = Vec::new();
        write_pair(&mut encoded, None, "n", &every_byte);
        let standard: String = form_urlencoded::byte_serialize(&every_byte).collect();
        assert_eq!(String::from_utf8(encoded).unwrap(), format!("n={standard}"));
    }
}
