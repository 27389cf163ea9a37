//! Pairs as `name=value&…`, the encoding of a query string and of a form, and the encoding of path segments.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};

/// Everything but RFC 3986's unreserved characters.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Appends `name=value`, after a `separator` (`?`, `&` or nothing).
pub(crate) fn write_pair(to: &mut Vec<u8>, separator: Option<u8>, name: &str, value: &[u8]) {
    to.extend(separator);
    write_form_encoded(to, name.as_bytes());
    to.push(b'=');
    write_form_encoded(to, value);
}

fn write_form_encoded(to: &mut Vec<u8>, bytes: &[u8]) {
    for piece in form_urlencoded::byte_serialize(bytes) {
        to.extend_from_slice(piece.as_bytes());
    }
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
