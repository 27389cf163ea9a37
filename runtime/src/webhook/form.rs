//! Reads a form strictly: leniency could make two different forms look alike.

use std::collections::BTreeMap;

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
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let escape = tail.split_first_chunk::<2>().and_then(|(digits, tail)| Some((unescape(*digits)?, tail)));
                let Some((unescaped, tail)) = escape else {
                    return Err(PushError::MalformedForm { at: at + encoded.len() - tail.len() - 1 });
                };
                rest = tail;
                unescaped
            }
            plain => plain,
        });
    }
    String::from_utf8(bytes).map_err(|_| PushError::NotUtf8 { at: field })
}

fn unescape(digits: [u8; 2]) -> Option<u8> {
    let [high, low] = digits.map(|digit| char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok()));
    Some(high? << 4 | low?)
}
