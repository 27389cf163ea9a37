//! Pairs as `name=value&…`, the encoding of queries and forms, and the encoding of path segments.
//!
//! Writing is the hot path of every GET, so the form encoding has its own table. The tests compare both directions with
//! `form_urlencoded`.

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode, percent_decode_str, percent_encode};

use super::draft::{Beside, Component, Draft, Source};
use crate::address::{PathTemplate, Segment};
use crate::operation::Place;
use crate::value::ValueError;

/// Everything except RFC 3986's unreserved characters.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The encoding of each byte in a form, with its length in the fourth place.
static ENCODED: [[u8; 4]; 256] = encoded_table();

#[expect(clippy::indexing_slicing, reason = "a constant function has no `get`, and runs at compile time")]
const fn encoded_table() -> [[u8; 4]; 256] {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut table = [[0; 4]; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            plain if is_plain(plain) => [plain, 0, 0, 1],
            b' ' => [b'+', 0, 0, 1],
            _ => [b'%', HEX[byte >> 4], HEX[byte & 15], 3],
        };
        byte += 1;
    }
    table
}

/// Whether a form encodes a byte.
static SPECIAL: [bool; 256] = special_table();

#[expect(clippy::indexing_slicing, reason = "a constant function has no `get`, and runs at compile time")]
const fn special_table() -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = !is_plain(byte as u8);
        byte += 1;
    }
    table
}

const fn is_plain(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'*' | b'-' | b'.' | b'_')
}

/// Appends the pairs of all components that travel in `place`, joined by `&`, to the buffer that contains them.
pub(crate) fn write_pairs(buffer: &mut Vec<u8>, components: &[Component], beside: Option<&Beside>, place: Place) {
    let start = buffer.len();
    // Most bytes need no encoding, and those between two that do are copied in one piece.
    let mut plain = 0..0;
    for component in components.iter().filter(|component| component.place == Some(place)) {
        let (pair, value, known) = (component.pair(), component.value(), component.known);
        if plain.end != pair.start {
            buffer.extend_from_within(std::mem::replace(&mut plain, pair.start..pair.start));
        }
        let name = pair.start..value.start - 1;
        if let Some(at) = if known.plain_name { None } else { first_special(buffer, name.clone()) } {
            buffer.extend_from_within(plain.start..at);
            write_form_encoded(buffer, Source::Here(at..name.end));
            plain.start = name.end;
        }
        if !component.is_in_buffer() {
            buffer.extend_from_within(plain.start..value.start);
            write_form_encoded(buffer, component.source(beside));
            plain.start = value.end;
        } else if let Some(at) = if known.plain_value { None } else { first_special(buffer, value.clone()) } {
            buffer.extend_from_within(plain.start..at);
            write_form_encoded(buffer, Source::Here(at..value.end));
            plain.start = value.end;
        }
        plain.end = pair.end;
    }
    buffer.extend_from_within(plain);
    // Each pair ends with the `&` that separates two.
    if buffer.len() > start {
        buffer.pop();
    }
}

/// Appends text in form encoding.
///
/// Each byte is written as four, which is a single store, and the next one overwrites the excess.
fn write_form_encoded(buffer: &mut Vec<u8>, text: Source<'_>) {
    let start = buffer.len();
    let bytes = match &text {
        Source::Here(range) => range.len(),
        Source::Beside(bytes) => bytes.len(),
    };
    buffer.resize(start + 3 * bytes + 1, 0);
    let (before, room) = buffer.split_at_mut(start);
    let mut length = 0;
    for &byte in text.bytes(before) {
        let Some(four) = room.get_mut(length..).and_then(<[u8]>::first_chunk_mut) else { break };
        *four = ENCODED.get(usize::from(byte)).copied().unwrap_or_default();
        length += usize::from(four[3]);
    }
    buffer.truncate(start + length);
}

/// Returns the position of the first byte in a range that a form encodes.
#[inline]
fn first_special(buffer: &[u8], range: Range<usize>) -> Option<usize> {
    let start = range.start;
    let special =
        buffer.get(range)?.iter().position(|byte| SPECIAL.get(usize::from(*byte)).is_some_and(|special| *special))?;
    Some(start + special)
}

/// Refuses a query or form that is not UTF-8 after decoding, where [`read_pairs`] would replace bytes.
pub(crate) fn check_utf8(encoded: &[u8]) -> Result<(), ValueError> {
    match percent_decode(encoded).decode_utf8() {
        Ok(_) => Ok(()),
        Err(_) => Err(ValueError::new("UTF-8 after decoding", "something else")),
    }
}

/// Returns the decoded pairs of a query or form.
pub fn read_pairs(encoded: &[u8]) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    let pairs = encoded.split(|&byte| byte == b'&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| {
        let at = pair.iter().position(|&byte| byte == b'=').unwrap_or(pair.len());
        let (name, value) = pair.split_at(at);
        (read_form(name), read_form(value.strip_prefix(b"=").unwrap_or_default()))
    })
}

/// Decodes a name or value.
fn read_form(encoded: &[u8]) -> Cow<'_, str> {
    if !encoded.contains(&b'+') {
        return percent_decode(encoded).decode_utf8_lossy();
    }
    let blanks: Vec<u8> = encoded.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect();
    Cow::Owned(percent_decode(&blanks).decode_utf8_lossy().into_owned())
}

/// Appends a path segment.
pub(crate) fn write_segment(to: &mut Vec<u8>, bytes: &[u8]) {
    for piece in percent_encode(bytes, SEGMENT) {
        to.extend_from_slice(piece.as_bytes());
    }
}

/// Returns the template with its placeholders filled.
pub(crate) fn path<'t>(template: PathTemplate<'t>, draft: &Draft) -> Cow<'t, [u8]> {
    if template.is_fixed() {
        return Cow::Borrowed(template.as_str().as_bytes());
    }
    let mut path = Vec::with_capacity(template.as_str().len() + 64);
    for segment in template.segments() {
        path.push(b'/');
        match segment {
            Segment::Literal(text) => path.extend_from_slice(text.as_bytes()),
            Segment::Placeholder(name) => {
                write_segment(&mut path, filling(draft, name));
            }
            Segment::CatchAll(name) => {
                for (position, segment) in filling(draft, name).split(|byte| *byte == b'/').enumerate() {
                    path.extend((position > 0).then_some(b'/'));
                    write_segment(&mut path, segment);
                }
            }
        }
    }
    Cow::Owned(path)
}

/// Returns what fills a placeholder.
fn filling<'d>(draft: &'d Draft, name: &str) -> &'d [u8] {
    let parameter = draft.operation.parameter(name);
    let is_it = |component: &&Component| parameter.is_some_and(|each| draft.is_of(component, each));
    draft.in_place(Place::Path).find(is_it).map_or(&[], |component| draft.value(component))
}

/// Decodes several segments.
pub(crate) fn read_segments(segments: &str) -> Result<String, ValueError> {
    let read = |segment| match read_segment(segment)? {
        value if value.contains('/') => Err(ValueError::new("spelled with `/` between segments", segment)),
        value => Ok(value),
    };
    Ok(segments.split('/').map(read).collect::<Result<Vec<_>, _>>()?.join("/"))
}

/// Decodes a segment. A value has only the spelling of [`write_segment`]: another one could be interpreted differently
/// by an intermediary.
pub(crate) fn read_segment(segment: &str) -> Result<String, ValueError> {
    let Ok(value) = percent_decode_str(segment).decode_utf8() else {
        return Err(ValueError::new("UTF-8 after decoding", segment));
    };
    check_segment(&value)?;
    let mut spelled = Vec::with_capacity(segment.len());
    write_segment(&mut spelled, value.as_bytes());
    if spelled != segment.as_bytes() {
        return Err(ValueError::new(format!("spelled `{}`", String::from_utf8_lossy(&spelled)), segment));
    }
    Ok(value.into_owned())
}

/// Checks whether a value can fill a segment: an empty or dotted one would reach another path, and control characters
/// are not treated alike by all servers.
pub(crate) fn check_segment(value: &str) -> Result<(), ValueError> {
    match value {
        "" => Err(ValueError::new("not empty: it is a segment of the path", "empty")),
        "." | ".." => Err(ValueError::new("something other than `.` or `..`: it is a segment of the path", value)),
        _ if value.contains(char::is_control) => {
            let rule = "free of control characters: it is a segment of the path";
            Err(ValueError::new(rule, format_args!("{value:?}")))
        }
        _ => Ok(()),
    }
}

/// Checks whether a value can fill several segments.
pub(crate) fn check_segments(value: &str) -> Result<(), ValueError> {
    value.split('/').try_for_each(check_segment)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot continue should fail at once")]
mod tests {
    use super::{Source, read_pairs, write_form_encoded};

    #[test]
    fn form_decoding_is_that_of_the_url_standard() {
        for encoded in [
            "",
            "a=1&b=2",
            "a",
            "a=",
            "=1",
            "&&a=1&",
            "a=b=c",
            "a+b=c+d",
            "%2B=%26%3D+",
            "%",
            "%4",
            "%zz=%ff",
            "裙=%E8%A3%99",
        ] {
            let standard: Vec<_> = form_urlencoded::parse(encoded.as_bytes()).collect();
            assert_eq!(read_pairs(encoded.as_bytes()).collect::<Vec<_>>(), standard, "{encoded}");
        }
    }

    #[test]
    fn form_encoding_is_that_of_the_url_standard() {
        let every_byte: Vec<u8> = (0..=255).collect();
        let standard: String = form_urlencoded::byte_serialize(&every_byte).collect();
        let mut encoded = Vec::new();
        write_form_encoded(&mut encoded, Source::Beside(&every_byte));
        assert_eq!(String::from_utf8(encoded).unwrap(), standard);
        let mut buffer = every_byte;
        write_form_encoded(&mut buffer, Source::Here(0..256));
        assert_eq!(String::from_utf8(buffer.split_off(256)).unwrap(), standard);
    }
}
