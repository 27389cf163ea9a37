//! `multipart/form-data`: written for requests, and read from received ones.
//!
//! The boundary is derived from the content, so that the same request yields the same bytes and no source of randomness
//! is needed.

use std::borrow::Cow;

use md5::{Digest as _, Md5};

use super::draft::{Component, Draft};
use crate::operation::Place;
use crate::value::File;

/// A part of a received form.
#[non_exhaustive]
pub enum Part<'r> {
    /// Name and text.
    Text(Cow<'r, str>, Cow<'r, str>),
    /// Name and file.
    File(Cow<'r, str>, File),
}

crate::secret::opaque!(Part<'_>);

/// Encodes the body components of `draft`, and returns the body and its content type.
pub(super) fn write(draft: &Draft) -> (Vec<u8>, String) {
    let boundary = boundary(draft);
    let files: usize = draft.components.iter().map(|component| draft.value(component).len()).sum();
    let mut bytes = Vec::with_capacity(files + 192 * draft.components.len() + 64);
    for component in draft.in_place(Place::Body) {
        write_head(&mut bytes, &boundary, draft, component);
        bytes.extend_from_slice(draft.value(component));
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (bytes, format!("multipart/form-data; boundary={boundary}"))
}

fn write_head(bytes: &mut Vec<u8>, boundary: &str, draft: &Draft, component: &Component) {
    let name = quoted(draft.name(component));
    let head = match draft.file(component) {
        None => format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n"),
        Some(file) => format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{}\"\r\n\
             Content-Type: {}\r\n\r\n",
            quoted(file.file_name()),
            file.content_type(),
        ),
    };
    bytes.extend_from_slice(head.as_bytes());
}

/// Escapes a name as browsers do.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

fn unquoted(name: &str) -> String {
    name.replace("%0A", "\n").replace("%0D", "\r").replace("%22", "\"")
}

/// Returns a boundary that does not occur in any part.
fn boundary(draft: &Draft) -> String {
    let mut digest = Md5::new();
    for component in draft.in_place(Place::Body) {
        digest.update(draft.name_bytes(component));
        digest.update(draft.value(component));
    }
    loop {
        let boundary = format!("countersign-{}", base16ct::lower::encode_string(&digest.clone().finalize()));
        let used = draft.in_place(Place::Body).any(|component| contains(draft.value(component), boundary.as_bytes()));
        if !used {
            return boundary;
        }
        digest.update(boundary.as_bytes());
    }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    find(haystack, needle).is_some()
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let (&first, rest) = needle.split_first()?;
    let mut from = 0;
    while let Some(offset) = haystack.get(from..)?.iter().position(|&byte| byte == first) {
        let at = from + offset;
        if haystack.get(at + 1..)?.starts_with(rest) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// Splits a received form into its parts. The error describes what is malformed.
pub fn read<'r>(content_type: &str, body: &'r [u8]) -> Result<Vec<Part<'r>>, &'static str> {
    let boundary = boundary_of(content_type).ok_or("the content type has no multipart boundary")?;
    let delimiter = format!("--{boundary}");
    let mut rest = body.strip_prefix(delimiter.as_bytes()).ok_or("the form does not begin with its boundary")?;
    let delimiter = format!("\r\n{delimiter}");
    let mut parts = Vec::new();
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let end = find(part, delimiter.as_bytes()).ok_or("a part of the form is unterminated")?;
        parts.push(read_part(part.get(..end).unwrap_or_default())?);
        rest = part.get(end + delimiter.len()..).unwrap_or_default();
    }
    if rest.starts_with(b"--") { Ok(parts) } else { Err("the form does not end with its boundary") }
}

fn boundary_of(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.trim().split_once('=')?;
        name.eq_ignore_ascii_case("boundary").then(|| value.trim_matches('"'))
    })
}

fn read_part(part: &[u8]) -> Result<Part<'_>, &'static str> {
    let end = find(part, b"\r\n\r\n").ok_or("a part of the form has an unterminated head")?;
    let head = text(part.get(..end).unwrap_or_default())?;
    let content = part.get(end + 4..).unwrap_or_default();
    let disposition = header(head, "content-disposition")?.ok_or("a part of the form has no name")?;
    let name = attribute(disposition, "name").ok_or("a part of the form has no name")?;
    Ok(match attribute(disposition, "filename") {
        Some(file_name) => {
            let content_type = header(head, "content-type")?.unwrap_or("application/octet-stream");
            Part::File(Cow::Owned(name), File::new(file_name, content_type, content.to_vec()))
        }
        None => Part::Text(Cow::Owned(name), Cow::Borrowed(text(content)?)),
    })
}

fn text(bytes: &[u8]) -> Result<&str, &'static str> {
    std::str::from_utf8(bytes).map_err(|_| "a part of the form is not UTF-8")
}

/// Returns the value of a header of a part. Two of the same name could be read differently by two readers.
fn header<'h>(head: &'h str, name: &str) -> Result<Option<&'h str>, &'static str> {
    let mut values = head.split("\r\n").filter_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim())
    });
    match (values.next(), values.next()) {
        (_, Some(_)) => Err("a part of the form has a header more than once"),
        (first, None) => Ok(first),
    }
}

/// Returns the quoted attribute `name` of a `Content-Disposition`.
fn attribute(disposition: &str, name: &str) -> Option<String> {
    let mut rest = disposition;
    while let Some((key, tail)) = rest.split_once("=\"") {
        let (value, after) = tail.split_once('"')?;
        let key = key.rsplit([';', ' ']).next().unwrap_or(key);
        if key.eq_ignore_ascii_case(name) {
            return Some(unquoted(value));
        }
        rest = after;
    }
    None
}
