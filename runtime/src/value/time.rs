//! Points in time and days, as Chinese platforms write them.

use std::fmt;

use jiff::civil;
use jiff::tz::{Offset, TimeZone};

use super::{text_value, time_text};
use crate::decode::{Lenient, whole_digits};

/// China keeps one time for the whole country, eight hours ahead of UTC and without summer time.
const SHANGHAI: Offset = Offset::constant(8);

/// How [`Timestamp`] prints: `20180614101942000+0800`.
const COMPACT: &str = "%Y%m%d%H%M%S%3f%z";

/// A point in time, to the millisecond.
///
/// Reads `20180614101942000+0800`, `2018-06-14 10:19:42` (as time in Shanghai), RFC 3339, milliseconds since 1970, and
/// what lies between these: compact digits or separators, seconds or none, a fraction or none, any offset. A zone in
/// brackets, as in `2018-06-14T10:19:42[America/New_York]`, is used where the system has a database of zones; elsewhere
/// the time is refused. In a field that may be absent, the zero date `0000-00-00 00:00:00` is absent.
///
/// Prints the first form, in Shanghai's offset.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// The current time of the system's clock.
    #[must_use]
    pub fn now() -> Self {
        Self::whole_milliseconds(jiff::Timestamp::now())
    }

    /// From milliseconds since 1970; out of range gives the nearest point in range.
    #[must_use]
    pub fn from_millisecond(millisecond: i64) -> Self {
        let clamped = millisecond.clamp(jiff::Timestamp::MIN.as_millisecond(), jiff::Timestamp::MAX.as_millisecond());
        Self(jiff::Timestamp::from_millisecond(clamped).unwrap_or_default())
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub fn as_millisecond(self) -> i64 {
        self.0.as_millisecond()
    }

    /// Seconds since 1970.
    #[must_use]
    pub fn as_second(self) -> i64 {
        self.0.as_second()
    }

    /// Year and month, by the calendar of China.
    pub(crate) fn month_in_china(self) -> (i16, i8) {
        let date = SHANGHAI.to_datetime(self.0).date();
        (date.year(), date.month())
    }

    /// The time until the next month begins in China.
    pub(crate) fn until_next_month_in_china(self) -> std::time::Duration {
        let first = SHANGHAI.to_datetime(self.0).date().last_of_month().tomorrow();
        let next = first.ok().and_then(|day| SHANGHAI.to_timestamp(day.at(0, 0, 0, 0)).ok());
        let wait = next.map(|next| next.as_millisecond().saturating_sub(self.as_millisecond())).unwrap_or_default();
        std::time::Duration::from_millis(wait.try_into().unwrap_or_default())
    }

    /// `2026-11-25 16:04:05`, the time in Shanghai.
    pub(crate) fn in_china(self) -> String {
        self.0.to_zoned_datetime(TimeZone::fixed(SHANGHAI)).strftime("%Y-%m-%d %H:%M:%S").to_string()
    }

    fn whole_milliseconds(timestamp: jiff::Timestamp) -> Self {
        Self::from_millisecond(timestamp.as_millisecond())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shanghai = self.0.to_zoned_datetime(TimeZone::fixed(SHANGHAI));
        f.pad(&shanghai.strftime(COMPACT).to_string())
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({})", self.0)
    }
}

impl Lenient for Timestamp {
    const EXPECTED: &'static str = "a time, such as 20180614101942000+0800 or 2018-06-14 10:19:42, with hours to 23, \
                                    seconds to 59, and a zone in brackets only where this system knows it";

    fn from_text(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() <= 13 {
            // Eight digits are a day, ten are seconds: neither is a time in milliseconds, and nobody said which it is.
            let is_other = matches!(text.len(), 8 | 10);
            return text.parse().ok().filter(|_| !is_other).map(Self::from_millisecond);
        }
        time_text::read(text, SHANGHAI).map(Self::whole_milliseconds)
    }

    fn from_number(text: &str) -> Option<Self> {
        Self::from_text(&whole_digits(text)?)
    }

    fn is_absent(text: &str) -> bool {
        text.is_empty() || time_text::is_zero_date(text)
    }
}

text_value!(Timestamp, Timestamp);

/// A day of the calendar; reads `20240620` and `2024-06-20`, prints the first form. In a field that may be absent, the zero
/// date `0000-00-00` is absent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// A day by year, month (from 1) and day (from 1); `None` when the calendar has no such day.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Days from `self` to `later`; negative when `later` is earlier.
    #[must_use]
    pub fn days_until(self, later: Self) -> i32 {
        (later.0 - self.0).get_days()
    }

    /// The day so many days later, earlier if negative; `None` outside of the calendar.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Option<Self> {
        self.0.checked_add(jiff::Span::new().try_days(days).ok()?).ok().map(Self)
    }

    /// The same day some months later, or the last day of that month if it is shorter; `None` after the year 9999.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Option<Self> {
        self.0.checked_add(jiff::Span::new().try_months(months).ok()?).ok().map(Self)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.strftime("%Y%m%d").to_string())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({})", self.0)
    }
}

impl Lenient for Date {
    const EXPECTED: &'static str = "a day, such as 20240620";

    fn from_text(text: &str) -> Option<Self> {
        let text = text.trim();
        let format = if text.contains('-') { "%Y-%m-%d" } else { "%Y%m%d" };
        // With a digit too few, two other numbers would share what is there.
        let is_whole = text.bytes().filter(u8::is_ascii_digit).count() == 8;
        civil::Date::strptime(format, text).ok().filter(|_| is_whole).map(Self)
    }

    fn from_number(text: &str) -> Option<Self> {
        Self::from_text(&whole_digits(text)?)
    }

    fn is_absent(text: &str) -> bool {
        text.is_empty() || time_text::is_zero_date(text)
    }
}

text_value!(Date, Date);
