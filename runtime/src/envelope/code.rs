//! Codes of answers: which values are codes, and when two are equal.
//!
//! A code is a whole number in any spelling of JSON, or a string. It is read from the JSON itself, so that no digit
//! passes through a float and no feature of the parser changes it. All lists of codes are compared with [`is_same`].

use std::borrow::Cow;
use std::fmt;

use crate::clip::clipped;

/// The most digits that a number with an exponent is expanded to.
const MOST_DIGITS: usize = 64;

/// The error of a value that is not a code.
pub(super) struct NotACode<'j>(&'j str);

impl fmt::Display for NotACode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = clipped(self.0, 40);
        write!(f, "`{shown}` is not a code: expected a whole number, or a string without blanks at its ends")
    }
}

/// Reads a code from the JSON of its member: a whole number as its digits, a string unchanged; `None` for `null`.
pub(super) fn read(json: &str) -> Result<Option<Cow<'_, str>>, NotACode<'_>> {
    let code = match json.bytes().next() {
        Some(b'n') => return Ok(None),
        Some(b'"') => serde_json::from_str(json).ok().filter(|text: &String| is_text(text)).map(Cow::Owned),
        Some(b'-' | b'0'..=b'9') => whole(json),
        _ => None,
    };
    code.map(Some).ok_or(NotACode(json))
}

fn is_text(text: &str) -> bool {
    !text.is_empty() && text.trim().len() == text.len()
}

/// Returns the digits of a whole number. A number with an absurd number of digits is kept unchanged.
fn whole(number: &str) -> Option<Cow<'_, str>> {
    if !number.contains(['.', 'e', 'E']) {
        return Some(Cow::Borrowed(if number == "-0" { "0" } else { number }));
    }
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let (sign, before) = before.strip_prefix('-').map_or(("", before), |before| ("-", before));
    let digits = format!("{before}{after}");
    let significant = digits.trim_matches('0');
    if significant.is_empty() {
        return Some(Cow::Borrowed("0"));
    }
    let trailing = digits.len() - digits.trim_end_matches('0').len();
    let Ok(exponent) = exponent.parse::<i64>() else {
        // So far from zero that it does not even fit into 64 bits.
        return (!exponent.starts_with('-')).then_some(Cow::Borrowed(number));
    };
    let shift = i64::try_from(trailing).ok()? - i64::try_from(after.len()).ok()?;
    match usize::try_from(exponent.saturating_add(shift)) {
        Ok(zeros) if zeros <= MOST_DIGITS => Some(Cow::Owned(format!("{sign}{significant}{}", "0".repeat(zeros)))),
        Ok(_) => Some(Cow::Borrowed(number)),
        Err(_) => None,
    }
}

/// Returns whether two codes are equal. Digits are compared as numbers, anything else literally.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one == other || number(one).is_some_and(|digits| number(other) == Some(digits))
}

/// Returns whether a code is in a list.
pub(super) fn is_among(list: &[&str], code: &str) -> bool {
    list.iter().any(|each| is_same(each, code))
}

/// Returns whether a code is a number that, as an HTTP status, would leave the outcome open.
pub(super) fn is_open_status(code: &str) -> bool {
    let Some(("", digits)) = number(code) else { return false };
    digits.parse().is_ok_and(|number: u16| matches!(number, 408 | 425 | 499 | 500..=599))
}

/// Returns sign and digits of a whole number, without leading zeros.
fn number(code: &str) -> Option<(&str, &str)> {
    let digits = code.strip_prefix('-').unwrap_or(code);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let significant = digits.trim_start_matches('0');
    let sign = if significant.is_empty() { "" } else { code.get(..code.len() - digits.len())? };
    Some((sign, significant))
}
