//! What a value lost or changed on its way through the declared types: compares the JSON that was read with the JSON
//! that the types write.
//!
//! These differences are allowed: `null` for absent and for an empty list; a number for a string with the same number,
//! and vice versa; `6.90` for `6.9`; a time, a day or a share in another spelling. All others are reported.

use api_1688::Timestamp;
use countersign::value::{Decimal, Percent};
use serde_json::Value;

/// One line for each difference that is not allowed, with its path.
#[must_use]
pub fn differences(read: &Value, written: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare("", read, written, &mut found);
    found
}

fn compare(path: &str, read: &Value, written: &Value, found: &mut Vec<String>) {
    match (read, written) {
        (Value::Object(read), Value::Object(written)) => {
            for (name, value) in read {
                compare(&format!("{path}.{name}"), value, written.get(name).unwrap_or(&Value::Null), found);
            }
            for (name, value) in written.iter().filter(|(name, value)| !read.contains_key(*name) && !is_nothing(value))
            {
                found.push(format!("{path}.{name} was made up: {value}"));
            }
        }
        (Value::Array(read), Value::Array(written)) if read.len() == written.len() => {
            for (index, (read, written)) in read.iter().zip(written).enumerate() {
                compare(&format!("{path}[{index}]"), read, written, found);
            }
        }
        _ if read == written || is_nothing(read) && is_nothing(written) || is_same_scalar(read, written) => {}
        _ => found.push(format!("{path}: {read} became {written}")),
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

fn is_same_scalar(read: &Value, written: &Value) -> bool {
    let (Some(one), Some(other)) = (text(read), text(written)) else { return false };
    let both_texts = read.is_string() && written.is_string();
    // Two strings with the same number, such as `000` and `0`, differ: only decimals may gain or lose zeros.
    let same_number = |one: &str, other: &str| Some(decimal(one)? == decimal(other)?);
    let is_decimal = |text: &str| text.contains('.');
    if same_number(&one, &other) == Some(true) && (!both_texts || is_decimal(&one)) {
        return true;
    }
    let same_share =
        || one.parse::<Percent>().ok() == other.parse::<Percent>().ok() && other.parse::<Percent>().is_ok();
    let same_time =
        || one.parse::<Timestamp>().ok() == other.parse::<Timestamp>().ok() && other.parse::<Timestamp>().is_ok();
    other.ends_with('%') && same_share() || other.ends_with("+0800") && same_time()
}

/// A text or number as text.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn decimal(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text).ok()
}
