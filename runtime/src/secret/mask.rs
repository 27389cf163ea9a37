//! Overwrites the secret in text from a vendor: an answer that repeats the request must not carry it into an error.

use super::Secret;

/// Shorter secrets occur in any text: overwriting them would reveal more than it hides.
const SHORTEST: usize = 4;

impl Secret {
    /// Returns whether the secret is long enough to be recognized in a text.
    pub(crate) fn is_distinctive(&self) -> bool {
        self.expose().len() >= SHORTEST
    }
}

/// Returns the text with each occurrence of the secret overwritten, in all spellings that occur in requests and
/// answers: plain, in another case, percent-encoded, form-encoded, with JSON or HTML escapes. `None` if there is none.
pub(crate) fn masked(text: &[u8], secret: &Secret) -> Option<Vec<u8>> {
    if !secret.is_distinctive() {
        return None;
    }
    let secret = secret.expose();
    let mut masked: Option<Vec<u8>> = None;
    let mut at = 0;
    while at < text.len() {
        let length = text.get(at..).and_then(|rest| occurrence(rest, secret));
        if let Some(length) = length {
            // Of the same length, so that positions in the text stay valid.
            let masked = masked.get_or_insert_with(|| text.to_vec());
            masked.get_mut(at..at + length).unwrap_or_default().fill(b'*');
        }
        at += length.unwrap_or(1);
    }
    masked
}

/// Returns a text without the secrets.
pub(crate) fn without_secrets(text: String, secrets: &[&Secret]) -> String {
    secrets.iter().fold(text, |text, secret| match masked(text.as_bytes(), secret) {
        Some(masked) => String::from_utf8_lossy(&masked).into_owned(),
        None => text,
    })
}

/// Returns the length of the secret at the beginning of a text; `None` if it is not there.
fn occurrence(text: &[u8], secret: &str) -> Option<usize> {
    secret.chars().try_fold(0, |at, character| Some(at + spelt(text.get(at..)?, character)?))
}

/// Returns the length of a character at the beginning of a text, however it is spelled.
fn spelt(text: &[u8], character: char) -> Option<usize> {
    let mut buffer = [0; 4];
    let plain = character.encode_utf8(&mut buffer).as_bytes();
    if text.get(..plain.len()).is_some_and(|start| start.eq_ignore_ascii_case(plain)) {
        return Some(plain.len());
    }
    match text.first()? {
        b'%' => plain.iter().try_fold(0, |at, byte| {
            let [b'%', high, low] = text.get(at..at + 3)? else { return None };
            is_hex(&[*high, *low], u32::from(*byte)).then_some(at + 3)
        }),
        b'+' if character == ' ' => Some(1),
        b'\\' => escaped_in_json(text, character),
        b'&' => escaped_in_html(text, character),
        _ => None,
    }
}

fn is_hex(digits: &[u8], number: u32) -> bool {
    let digits = std::str::from_utf8(digits).ok();
    digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) == Some(number)
}

fn escaped_in_json(text: &[u8], character: char) -> Option<usize> {
    let escaped = *text.get(1)?;
    if escaped != b'u' {
        return (matches!(escaped, b'"' | b'\\' | b'/') && char::from(escaped) == character).then_some(2);
    }
    let mut units = [0; 2];
    character.encode_utf16(&mut units).iter().try_fold(0, |at, unit| {
        let [b'\\', b'u', digits @ ..] = text.get(at..at + 6)? else { return None };
        is_hex(digits, u32::from(*unit)).then_some(at + 6)
    })
}

fn escaped_in_html(text: &[u8], character: char) -> Option<usize> {
    let end = text.iter().take(10).position(|byte| *byte == b';')?;
    let name = std::str::from_utf8(text.get(1..end)?).ok()?.to_ascii_lowercase();
    let meant = match name.as_str() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        number => {
            let number = number.strip_prefix('#')?;
            let number = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number)
        }
    };
    (meant == Some(character)).then_some(end + 1)
}
