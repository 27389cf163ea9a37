//! Explains why an answer that is not JSON is unreadable: it announces a compression or a charset that is not
//! supported.
//!
//! Called by `exchange.rs` with the error of reading. What can be read is read, whatever the answer announces.

use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderName, TRANSFER_ENCODING};
use serde::de::IgnoredAny;

use crate::clip::clipped;
use crate::envelope::Answer;
use crate::error::{Error, ErrorKind};

/// Encodings that leave the bytes unchanged, or that every HTTP client removes.
const PLAIN: [&str; 3] = ["", "chunked", "identity"];

/// UTF-8 and the charsets that it extends.
const UTF_8: [&str; 5] = ["", "ascii", "us-ascii", "utf-8", "utf8"];

/// Adds what the answer announces to the error, if that is why the answer could not be read.
pub(super) fn explain(error: Error, answer: &Answer) -> Error {
    // Bytes that are not UTF-8 go unnoticed in a string that is skipped.
    let text = std::str::from_utf8(&answer.body);
    let is_json = text.is_ok_and(|text| serde_json::from_str::<IgnoredAny>(text).is_ok());
    if error.kind() != ErrorKind::Decode || is_json {
        return error;
    }
    let Some(message) = announced(answer) else { return error };
    let explained = Error::new(ErrorKind::Decode, message).with_outcome(error.outcome());
    explained.with_answer(answer.status, &answer.headers, &answer.body).with_source(error)
}

fn announced(answer: &Answer) -> Option<String> {
    let encoding =
        encoding(&answer.headers, &CONTENT_ENCODING).or_else(|| encoding(&answer.headers, &TRANSFER_ENCODING));
    if let Some(encoding) = encoding {
        return Some(format!(
            "the answer is encoded with `{}`, which cannot be read: only gzip, which the client asks for, can",
            shown(&encoding)
        ));
    }
    let charset = charset(&answer.headers)?;
    // Text in wide characters is full of zero bytes, which are valid UTF-8.
    let is_utf8 = std::str::from_utf8(&answer.body).is_ok() && !answer.body.contains(&0);
    (!is_utf8).then(|| format!("the answer is in the charset `{}`, and only UTF-8 can be read", shown(&charset)))
}

fn encoding(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let values = headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let encodings: Vec<String> = values
        .flat_map(|value| value.split(',').map(|each| each.trim().to_lowercase()).collect::<Vec<_>>())
        .filter(|encoding| !PLAIN.contains(&encoding.as_str()))
        .collect();
    (!encodings.is_empty()).then(|| encodings.join(", "))
}

fn charset(headers: &HeaderMap) -> Option<String> {
    let content_type = String::from_utf8_lossy(headers.get(CONTENT_TYPE)?.as_bytes()).into_owned();
    let parameters = content_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let (_, charset) = parameters.into_iter().find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    let charset = charset.trim().trim_matches('"');
    (!UTF_8.contains(&charset.to_lowercase().as_str())).then(|| charset.to_owned())
}

/// Prepares a name from outside for printing.
fn shown(name: &str) -> String {
    clipped(name, 40).escape_debug().to_string()
}
