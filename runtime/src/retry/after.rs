//! Parses `Retry-After`: seconds, or a date in one of the three forms of RFC 9110, section 5.6.7, and what servers send
//! instead: fractions, units, several values.

use std::time::Duration;

use jiff::SignedDuration;
use jiff::civil::DateTime;
use jiff::fmt::rfc2822;
use jiff::tz::Offset;

use crate::value::Timestamp;

/// The two forms that RFC 9110 calls obsolete but requires recipients to accept. The usual one is that of mail.
const OBSOLETE: [&str; 2] = ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];

/// Returns the wait that a header asks for: seconds, rounded up, or the time until a date. Of several values separated
/// by commas, the longest counts. `None` if none can be parsed. A date in the past asks for no wait.
pub(crate) fn wait_of(header: &str, now: Timestamp) -> Option<Duration> {
    let values: Vec<&str> = header.split(',').collect();
    // Most forms of a date contain a comma themselves, after the day of the week.
    let dates = values.windows(2).map(|pair| pair.join(","));
    let dates = dates.chain(values.iter().map(|value| (*value).to_owned()));
    let dates = dates.filter_map(|date| wait_until(date.trim(), now));
    values.iter().filter_map(|value| seconds_of(value.trim())).chain(dates).max()
}

/// Parses seconds, rounded up: `5`, `1.5`, `1s`, `2m30s`. More than can be counted is the longest possible wait.
fn seconds_of(value: &str) -> Option<Duration> {
    let digits = value.strip_prefix('+').unwrap_or(value);
    if !digits.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(digits.parse().unwrap_or(u64::MAX)));
    }
    if let Ok(seconds) = digits.parse::<f64>() {
        return Some(Duration::try_from_secs_f64(seconds.ceil()).unwrap_or(Duration::from_secs(u64::MAX)));
    }
    let duration = Duration::try_from(digits.parse::<SignedDuration>().ok()?).ok()?;
    let seconds = duration.as_secs().saturating_add(u64::from(duration.subsec_nanos() > 0));
    Some(Duration::from_secs(seconds))
}

fn wait_until(date: &str, now: Timestamp) -> Option<Duration> {
    let wait = millisecond_of(date)?.saturating_sub(now.as_millisecond());
    Some(Duration::from_millis(wait.try_into().unwrap_or_default()))
}

fn millisecond_of(date: &str) -> Option<i64> {
    if let Ok(time) = rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_timestamp(date) {
        return Some(time.as_millisecond());
    }
    if let Ok(time) = date.parse::<jiff::Timestamp>() {
        return Some(time.as_millisecond());
    }
    let time = OBSOLETE.iter().find_map(|form| DateTime::strptime(form, date).ok())?;
    Offset::UTC.to_timestamp(time).ok().map(jiff::Timestamp::as_millisecond)
}
