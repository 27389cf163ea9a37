//! `Retry-After`: seconds, or a date in one of the three forms of RFC 9110, section 5.6.7.

use std::time::Duration;

use jiff::civil::DateTime;
use jiff::fmt::rfc2822;
use jiff::tz::Offset;

use crate::value::Timestamp;

/// The two forms that RFC 9110 calls obsolete and asks to be read; the usual one is that of mail.
const OBSOLETE: [&str; 2] = ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];

/// The wait that a header asks for; `None` when it cannot be read. A date that has passed asks for no wait.
pub(crate) fn wait_of(header: &str, now: Timestamp) -> Option<Duration> {
    let header = header.trim();
    if let Ok(seconds) = header.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let wait = millisecond_of(header)?.saturating_sub(now.as_millisecond());
    Some(Duration::from_millis(wait.try_into().unwrap_or_default()))
}

fn millisecond_of(date: &str) -> Option<i64> {
    if let Ok(time) = rfc2822::DateTimeParser::new().parse_timestamp(date) {
        return Some(time.as_millisecond());
    }
    let time = OBSOLETE.iter().find_map(|form| DateTime::strptime(form, date).ok())?;
    Offset::UTC.to_timestamp(time).ok().map(jiff::Timestamp::as_millisecond)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_all_three_forms_of_a_date_are_read() {
        let now = Timestamp::from_millisecond(784_111_777_000 - 5_000);
        for header in
            ["5", " 5 ", "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"]
        {
            assert_eq!(wait_of(header, now), Some(Duration::from_secs(5)), "{header}");
        }
    }

    #[test]
    fn a_date_in_the_past_asks_for_no_wait_and_nonsense_for_nothing() {
        let now = Timestamp::from_millisecond(1_724_224_057_972);
        assert_eq!(wait_of("Sun, 06 Nov 1994 08:49:37 GMT", now), Some(Duration::ZERO));
        for header in ["", "soon", "-5", "1.5", "99999999999999999999999", "Sun, 06 Foo 1994 08:49:37 GMT"] {
            assert_eq!(wait_of(header, now), None, "{header}");
        }
    }
}
