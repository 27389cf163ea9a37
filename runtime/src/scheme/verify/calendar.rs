//! Times as the verifier reads and writes them, with a calendar of its own.

use crate::scheme::choices::TimeFormat;

const SECOND: i128 = 1_000_000_000;
const DAY: i64 = 86_400;
/// The year 10000, in seconds since 1970. No format has room for its digits.
const END: i128 = 253_402_300_800;
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];

/// Reads a time, in nanoseconds since 1970; `None` unless it is written exactly as the format writes it, and lies
/// before the year 10000. Anyone can send any number, so nothing may be calculated with a larger one.
pub(super) fn read(format: TimeFormat, text: &str) -> Option<i128> {
    let whole = |unit: i128| {
        let digits = !text.is_empty() && text.len() < 25 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<i128>().ok().filter(|_| digits)?.checked_mul(unit)
    };
    let nanos = match format {
        TimeFormat::UnixSeconds => whole(SECOND),
        TimeFormat::UnixMillis => whole(SECOND / 1_000),
        TimeFormat::UnixMicros => whole(SECOND / 1_000_000),
        TimeFormat::UnixNanos => whole(1),
        TimeFormat::UnixDecimal => {
            let (seconds, millis) = text.split_once('.')?;
            Some(
                i128::from(seconds.parse::<u64>().ok()?) * SECOND + i128::from(millis.parse::<u16>().ok()?) * 1_000_000,
            )
        }
        other => {
            let (pattern, minutes) = other.as_pattern();
            read_pattern(pattern, minutes, text)
        }
    }
    .filter(|nanos| *nanos < END * SECOND)?;
    // A time that does not round-trip would be signed in another spelling than it arrived in.
    (write(format, nanos) == text).then_some(nanos)
}

/// Writes a time.
pub(super) fn write(format: TimeFormat, nanos: i128) -> String {
    match format {
        TimeFormat::UnixSeconds => (nanos / SECOND).to_string(),
        TimeFormat::UnixMillis => (nanos / 1_000_000).to_string(),
        TimeFormat::UnixMicros => (nanos / 1_000).to_string(),
        TimeFormat::UnixNanos => nanos.to_string(),
        TimeFormat::UnixDecimal => format!("{}.{:03}", nanos / SECOND, nanos / 1_000_000 % 1_000),
        other => {
            let (pattern, minutes) = other.as_pattern();
            write_pattern(pattern, minutes, nanos)
        }
    }
}

/// Returns what a directive stands for: the field of the time, its length, and the length of one unit.
fn field_of(directive: &str) -> Option<(usize, usize, i64)> {
    Some(match directive.as_bytes() {
        [b'Y', ..] => (0, 4, 1),
        [b'y', ..] => (0, 2, 1),
        [b'm', ..] => (1, 2, 1),
        [b'd', ..] => (2, 2, 1),
        [b'H', ..] => (3, 2, 1),
        [b'M', ..] => (4, 2, 1),
        [b'S', ..] => (5, 2, 1),
        [b'3', b'f', ..] => (6, 3, 1_000_000),
        [b'6', b'f', ..] => (6, 6, 1_000),
        [b'9', b'f', ..] => (6, 9, 1),
        _ => return None,
    })
}

/// Reads a time. Fields beyond their bounds and what follows the time are ignored, because [`read`] writes it again and
/// compares.
fn read_pattern(pattern: &str, minutes: i16, text: &str) -> Option<i128> {
    let (mut pattern, mut rest) = (pattern, text);
    let mut fields = [1970_i64, 1, 1, 0, 0, 0, 0];
    while let Some(first) = pattern.chars().next() {
        let directive = pattern.strip_prefix('%').unwrap_or_default();
        if let Some((field, width, unit)) = field_of(directive) {
            let digits = rest.get(..width).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
            *fields.get_mut(field)? = digits.parse::<i64>().ok()? * unit;
            if directive.starts_with('y') {
                // Two digits are a year of this century.
                *fields.first_mut()? += 2_000;
            }
            (pattern, rest) = (directive.get(if field == 6 { 2 } else { 1 }..)?, rest.get(width..)?);
        } else if directive.starts_with(['a', 'b']) {
            let name = rest.get(..3)?;
            if directive.starts_with('b') {
                *fields.get_mut(1)? = i64::try_from(MONTHS.iter().position(|each| *each == name)?).ok()? + 1;
            }
            (pattern, rest) = (directive.get(1..)?, rest.get(3..)?);
        } else {
            let length = if directive.starts_with('%') { 2 } else { first.len_utf8() };
            rest = rest.strip_prefix(first)?;
            pattern = pattern.get(length..)?;
        }
    }
    let [year, month, day, hour, minute, second, fraction] = fields;
    let seconds = days(year, month, day) * DAY + hour * 3_600 + minute * 60 + second - i64::from(minutes) * 60;
    Some(i128::from(seconds) * SECOND + i128::from(fraction))
}

fn write_pattern(pattern: &str, minutes: i16, nanos: i128) -> String {
    let local = i64::try_from(nanos.div_euclid(SECOND)).unwrap_or(0) + i64::from(minutes) * 60;
    let (date, in_day) = (local.div_euclid(DAY), local.rem_euclid(DAY));
    let (year, month, day) = civil(date);
    let fraction = nanos.rem_euclid(SECOND);
    let name = |names: &[&'static str], index: i64| {
        usize::try_from(index).ok().and_then(|index| names.get(index).copied()).unwrap_or_default().to_owned()
    };
    let two = |number: i64| format!("{number:02}");
    let (mut rest, mut text) = (pattern, String::new());
    while let Some(first) = rest.chars().next() {
        let (length, written) = match rest.as_bytes() {
            [b'%', b'Y', ..] => (2, format!("{year:04}")),
            [b'%', b'y', ..] => (2, two(year.rem_euclid(100))),
            [b'%', b'm', ..] => (2, two(month)),
            [b'%', b'd', ..] => (2, two(day)),
            [b'%', b'H', ..] => (2, two(in_day / 3_600)),
            [b'%', b'M', ..] => (2, two(in_day / 60 % 60)),
            [b'%', b'S', ..] => (2, two(in_day % 60)),
            [b'%', b'3', b'f', ..] => (3, format!("{:03}", fraction / 1_000_000)),
            [b'%', b'6', b'f', ..] => (3, format!("{:06}", fraction / 1_000)),
            [b'%', b'9', b'f', ..] => (3, format!("{fraction:09}")),
            [b'%', b'a', ..] => (2, name(&WEEKDAYS, date.rem_euclid(7))),
            [b'%', b'b', ..] => (2, name(&MONTHS, month - 1)),
            [b'%', b'%', ..] => (2, String::from("%")),
            _ => (first.len_utf8(), String::from(first)),
        };
        text.push_str(&written);
        rest = rest.get(length..).unwrap_or_default();
    }
    text
}

/// Converts between dates and days since 1970. Years begin in March, so that a leap day is the last of its year.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, month) = (year.div_euclid(400), (month + 9) % 12);
    let in_era = year.rem_euclid(400);
    era * 146_097 + in_era * 365 + in_era / 4 - in_era / 100 + (153 * month + 2) / 5 + day - 1 - 719_468
}

fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, in_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
    let in_year = in_era - (365 * year + year / 4 - year / 100);
    let month = (5 * in_year + 2) / 153;
    let day = in_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}
