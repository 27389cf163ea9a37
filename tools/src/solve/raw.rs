//! A request as copied from a log or a proxy: from text to an [`Example`].

use countersign::operation::Place;
use countersign::param::{Part, json_members, read_multipart};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::value::RawValue;

use super::example::{BodyKind, Example, ExampleParameter, SolveError};

/// Headers about the transfer of a message. If they are signed, it is by a template, not as pairs.
const OF_HTTP: [&str; 16] = [
    "accept",
    "accept-encoding",
    "accept-language",
    "cache-control",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "host",
    "origin",
    "pragma",
    "referer",
    "te",
    "transfer-encoding",
    "upgrade",
    "user-agent",
];

/// Everything but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub(super) fn percent_encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Reads an HTTP request or a URL into an example that already has its secret.
pub(super) fn read(text: &str, mut example: Example) -> Result<Example, SolveError> {
    let malformed = |problem: &str| SolveError::Malformed(problem.to_owned());
    let text = text.trim_start();
    let (head, body) = [("\r\n\r\n", 4), ("\n\n", 2)]
        .iter()
        .filter_map(|(blank, length)| text.find(blank).map(|at| (at, *length)))
        .min()
        .and_then(|(at, length)| Some((text.get(..at)?, text.get(at + length..)?)))
        .unwrap_or((text, ""));
    let mut lines = head.lines();
    let first = lines.next().unwrap_or_default();
    // `GET target HTTP/1.1`, `GET target` or the target alone.
    let words: Vec<&str> = first.split_whitespace().collect();
    let (method, target) = match words.as_slice() {
        [target] if target.contains(['/', '?']) => (None, *target),
        [method, target] | [method, target, _] if target.contains(['/', '?']) => (Some(*method), *target),
        _ => return Err(malformed("it must begin with a request line, as `GET /path?query HTTP/1.1`, or be a URL")),
    };
    read_target(target, &mut example);
    let mut content_type = String::new();
    for line in lines {
        let (name, value) = line.split_once(':').ok_or_else(|| malformed("a header has no colon"))?;
        let (name, value) = (name.trim().to_lowercase(), value.trim().to_owned());
        match &*name {
            "content-type" => content_type.clone_from(&value),
            "host" => example.origin = format!("https://{value}"),
            _ => {}
        }
        if !OF_HTTP.contains(&&*name) {
            let (name, value) = (name.clone(), value.clone());
            example.parameters.push(ExampleParameter { place: Place::Header, name, value, is_nested: false });
        }
        example.headers.push((name, value));
    }
    read_body(&content_type, body, &mut example)?;
    let usual = if example.body.is_empty() { "GET" } else { "POST" };
    example.method = method.unwrap_or(usual).to_ascii_uppercase();
    Ok(example)
}

fn read_target(target: &str, example: &mut Example) {
    let target = target.split('#').next().unwrap_or_default();
    let path_and_query = match target.split_once("://") {
        Some((scheme, rest)) => {
            let (host, rest) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
            example.origin = format!("{scheme}://{host}");
            rest
        }
        None => target,
    };
    let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
    example.path = if path.is_empty() { "/" } else { path }.to_owned();
    example.query = query.to_owned();
    read_pairs(query.as_bytes(), Place::Query, example);
}

fn read_body(content_type: &str, body: &str, example: &mut Example) -> Result<(), SolveError> {
    // The line feed after the body belongs to the file.
    let body = body.trim_end_matches(['\r', '\n']);
    if body.trim().is_empty() {
        return Ok(());
    }
    example.body = body.as_bytes().to_vec();
    if content_type.starts_with("multipart/form-data") {
        example.body_kind = BodyKind::Multipart;
        let body = format!("{body}\r\n");
        let parts =
            read_multipart(content_type, body.as_bytes()).map_err(|problem| SolveError::Malformed(problem.into()))?;
        for part in parts {
            if let Part::Text(name, value) = part {
                push(example, Place::Body, &name, &value, false);
            }
        }
    } else if content_type.contains("json") || body.trim_start().starts_with('{') {
        read_json(body, content_type, example)?;
    } else if content_type.contains("form-urlencoded") || (content_type.is_empty() && body.contains('=')) {
        example.body_kind = BodyKind::Form;
        if content_type.is_empty() {
            example.headers.push((String::from("content-type"), String::from("application/x-www-form-urlencoded")));
        }
        read_pairs(body.as_bytes(), Place::Body, example);
    } else {
        example.body_kind = BodyKind::Bytes;
    }
    Ok(())
}

fn read_json(body: &str, content_type: &str, example: &mut Example) -> Result<(), SolveError> {
    let malformed = |error: serde_json::Error| SolveError::Malformed(format!("its body is not a JSON object: {error}"));
    for (name, raw) in json_members(body.as_bytes()).map_err(malformed)? {
        let raw: &RawValue = raw;
        match raw.get() {
            "null" => {}
            text if text.starts_with('"') => {
                let text: String = serde_json::from_str(text).map_err(malformed)?;
                push(example, Place::Body, &name, &text, false);
            }
            json => push(example, Place::Body, &name, json, json.starts_with(['{', '['])),
        }
    }
    example.body_kind = BodyKind::Json;
    if content_type.is_empty() {
        example.headers.push((String::from("content-type"), String::from("application/json")));
    }
    Ok(())
}

/// Adds the pairs of a query or a form.
pub(super) fn read_pairs(encoded: &[u8], place: Place, example: &mut Example) {
    for (name, value) in countersign::param::read_pairs(encoded) {
        push(example, place, &name, &value, false);
    }
}

fn push(example: &mut Example, place: Place, name: &str, value: &str, is_nested: bool) {
    let (name, value) = (name.to_owned(), value.to_owned());
    example.parameters.push(ExampleParameter { place, name, value, is_nested });
}
