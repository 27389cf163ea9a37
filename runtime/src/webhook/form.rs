//! Reads a form strictly: leniency could make two different forms look alike.

use std::collections::BTreeMap;

use percent_encoding::percent_decode;

use super::PushError;

/// Returns the decoded fields of a form by name. Each name occurs once.
pub(super) fn read(body: &[u8]) -> Result<BTreeMap<String, String>, PushError> {
    let mut fields = BTreeMap::new();
    let mut at = 0;
    for pair in body.split(|&byte| byte == b'&') {
        if !pair.is_empty() {
            let equals = pair.iter().position(|&byte| byte == b'=').unwrap_or(pair.len());
            let (name, value) = pair.split_at(equals);
            let (name, value) = (text(name, at, at)?, text(value.get(1..).unwrap_or_default(), at + equals + 1, at)?);
            if fields.contains_key(&name) {
                return Err(PushError::RepeatedField(name));
            }
            fields.insert(name, value);
        }
        at += pair.len() + 1;
    }
    Ok(fields)
}

/// Decodes text that begins at byte `at`, in the field that begins at byte `field`.
fn text(encoded: &[u8], at: usize, field: usize) -> Result<String, PushError> {
    let is_escape = |from: usize| {
        let digits = encoded.get(from + 1..from + 3).unwrap_or_default();
        digits.len() == 2 && digits.iter().all(u8::is_ascii_hexdigit)
    };
    let mut percents = encoded.iter().enumerate().filter(|(_, byte)| **byte == b'%').map(|(from, _)| from);
    if let Some(from) = percents.find(|from| !is_escape(*from)) {
        return Err(PushError::MalformedForm { at: at + from });
    }
    let blanks: Vec<u8> = encoded.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect();
    String::from_utf8(percent_decode(&blanks).collect()).map_err(|_| PushError::NotUtf8 { at: field })
}
