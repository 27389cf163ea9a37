//! A request as it is copied from a log or a proxy: text to an [`Example`].

use countersign::operation::Place;
use countersign::param::{Part, json_members, read_multipart};
use serde_json::value::RawValue;

use super::example::{Example, ExampleParameter, SolveError};

/// Reads an HTTP request or a URL into an example that has its secret already.
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
    let target = match words.as_slice() {
        [target] | [_, target] | [_, target, _] if target.contains(['/', '?']) => *target,
        _ => return Err(malformed("it must begin with a request line, as `GET /path?query HTTP/1.1`, or be a URL")),
    };
    let path_and_query = match target.split_once("://") {
        Some((_, rest)) => rest.find(['/', '?']).and_then(|at| rest.get(at..)).unwrap_or("/"),
        None => target,
    };
    let path_and_query = path_and_query.split('#').next().unwrap_or_default();
    let (path, pairs) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
    example.path = Some(path.to_owned());
    read_pairs(pairs.as_bytes(), Place::Query, &mut example);
    let mut content_type = String::new();
    for line in lines {
        let (name, value) = line.split_once(':').ok_or_else(|| malformed("a header has no colon"))?;
        let (name, value) = (name.trim().to_lowercase(), value.trim().to_owned());
        if name == "content-type" {
            content_type = value;
        } else if name.starts_with("x-") {
            example.parameters.push(ExampleParameter { place: Place::Header, name, value, is_nested: false });
        }
    }
    read_body(&content_type, body, &mut example)?;
    Ok(example)
}

fn read_body(content_type: &str, body: &str, example: &mut Example) -> Result<(), SolveError> {
    if body.trim().is_empty() {
        return Ok(());
    }
    example.has_body = true;
    if content_type.starts_with("multipart/form-data") {
        let parts =
            read_multipart(content_type, body.as_bytes()).map_err(|problem| SolveError::Malformed(problem.into()))?;
        for part in parts {
            if let Part::Text(name, value) = part {
                push(example, Place::Body, &name, &value, false);
            }
        }
    } else if content_type.contains("json") || body.trim_start().starts_with('{') {
        // What follows the object is the newline of the file, not of the body.
        read_json(body.trim(), example)?;
    } else {
        read_pairs(body.trim_end_matches(['\r', '\n']).as_bytes(), Place::Body, example);
    }
    Ok(())
}

fn read_json(body: &str, example: &mut Example) -> Result<(), SolveError> {
    let malformed = |error: serde_json::Error| SolveError::Malformed(format!("its body is no JSON object: {error}"));
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
    example.json = Some(body.to_owned());
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
