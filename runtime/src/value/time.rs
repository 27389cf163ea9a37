//! Points in time and days, in the style of an API.

use std::fmt;
use std::marker::PhantomData;

use jiff::civil;
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::TimeZone;

use super::marked::marked;
use super::{Rfc3339, TextValue, TimeStyle, Zone, text_value, time_text};
use crate::const_text::ConstText;
use crate::decode::{Lenient, whole_digits};
use crate::operation::{Notation, Pattern, Schema};

/// A point in time, read and written in the style `S` of an API. Defaults to [`Rfc3339`].
///
/// Every style reads what it writes, and also: RFC 3339, `2018-06-14 10:19:42` (as time in the style's zone),
/// `20180614101942000+0800`, milliseconds since 1970, and mixtures of these: compact digits or separators, with or
/// without seconds, with or without a fraction, any offset. A style of Unix times reads a plain number as it writes it.
/// A zone in brackets, as in `2018-06-14T10:19:42[America/New_York]`, is used if the system has a database of zones;
/// otherwise the time is refused. In a field that may be absent, the zero date `0000-00-00 00:00:00` is absent.
///
/// It has the resolution of its style: what the style cannot write is truncated when a value is created, so that a
/// value arrives unchanged. To compare or combine values of two styles, convert one with [`to_style`](Self::to_style).
///
/// ```
/// use countersign::value::{Timestamp, UnixSeconds};
///
/// let created: Timestamp = "2018-06-14T02:19:42.5Z".parse()?;
/// let sent: Timestamp<UnixSeconds> = created.to_style();
/// assert_eq!((created.to_string().as_str(), sent.to_string().as_str()), ("2018-06-14T02:19:42.5Z", "1528942782"));
/// # Ok::<(), countersign::param::ValueError>(())
/// ```
pub struct Timestamp<S = Rfc3339>(jiff::Timestamp, PhantomData<fn() -> S>);

/// A calendar day, read and written in the style `S` of an API. Defaults to the style `2024-06-20`.
///
/// Every style reads what it writes, and also `20240620` and `2024-06-20`. In a field that may be absent, the zero date
/// `0000-00-00` is absent.
pub struct Date<S = Rfc3339>(civil::Date, PhantomData<fn() -> S>);

marked!(Timestamp, Date);

impl<S: TimeStyle> Timestamp<S> {
    const EXPECTED: &'static ConstText = &ConstText::of(&[
        "a time, such as ",
        S::TIME.example(),
        " or 2018-06-14 10:19:42, with hours to 23, seconds to 59, and a zone in brackets only where this system knows it",
    ]);

    /// The resolution of the style, in nanoseconds.
    const RESOLUTION: i128 = S::TIME.resolution();

    /// Returns the current time of the system's clock.
    ///
    /// ```
    /// use countersign::value::{Timestamp, UnixSeconds};
    ///
    /// let now: Timestamp<UnixSeconds> = Timestamp::now();
    /// assert_eq!(now.as_millisecond() % 1000, 0);
    /// ```
    #[must_use]
    pub fn now() -> Self {
        Self::new(jiff::Timestamp::now())
    }

    /// Creates it from milliseconds since 1970. A value out of range is clamped.
    ///
    /// ```
    /// use countersign::value::Timestamp;
    ///
    /// let time: Timestamp = Timestamp::from_millisecond(1_528_942_782_000);
    /// assert_eq!(time.to_string(), "2018-06-14T02:19:42Z");
    /// ```
    #[must_use]
    pub fn from_millisecond(millisecond: i64) -> Self {
        let clamped = millisecond.clamp(jiff::Timestamp::MIN.as_millisecond(), jiff::Timestamp::MAX.as_millisecond());
        Self::new(jiff::Timestamp::from_millisecond(clamped).unwrap_or_default())
    }

    /// Returns the same point in time in another style, in that style's resolution.
    ///
    /// ```
    /// use countersign::value::{Compact, Timestamp};
    ///
    /// let time: Timestamp = Timestamp::from_millisecond(1_528_942_782_000);
    /// assert_eq!(time.to_style::<Compact>().to_string(), "20180614T021942Z");
    /// ```
    #[must_use]
    pub fn to_style<T: TimeStyle>(self) -> Timestamp<T> {
        Timestamp::new(self.0)
    }

    fn new(time: jiff::Timestamp) -> Self {
        let beyond = if Self::RESOLUTION == 1 { 0 } else { time.as_nanosecond().rem_euclid(Self::RESOLUTION) };
        let cut = jiff::Timestamp::from_nanosecond(time.as_nanosecond() - beyond);
        Self(cut.unwrap_or(jiff::Timestamp::MIN), PhantomData)
    }

    fn common(text: &str) -> Option<Self> {
        if text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() <= 13 {
            // Eight digits are a day, ten are seconds: neither is a time in milliseconds, and which one is meant is
            // ambiguous.
            let is_other = matches!(text.len(), 8 | 10);
            return text.parse().ok().filter(|_| !is_other).map(Self::from_millisecond);
        }
        time_text::read(text, S::ZONE).map(Self::new)
    }

    /// Reads what the style itself writes, and nothing that differs by a character.
    fn own(pattern: Pattern, text: &str) -> Option<Self> {
        let parts = BrokenDownTime::parse(pattern.format, text).ok()?;
        let time = match parts.offset() {
            Some(_) => parts.to_timestamp().ok()?,
            None => S::ZONE.get()?.to_ambiguous_timestamp(parts.to_datetime().ok()?).unambiguous().ok()?,
        };
        (parts.to_string(pattern.format).ok()? == text).then(|| Self::new(time))
    }
}

impl<S> Timestamp<S> {
    /// Returns the milliseconds since 1970.
    ///
    /// ```
    /// use countersign::value::Timestamp;
    ///
    /// let created: Timestamp = "2018-06-14T02:19:42Z".parse()?;
    /// assert_eq!(created.as_millisecond(), 1_528_942_782_000);
    /// # Ok::<(), countersign::param::ValueError>(())
    /// ```
    #[must_use]
    pub fn as_millisecond(self) -> i64 {
        self.0.as_millisecond()
    }

    /// Returns the seconds since 1970.
    ///
    /// ```
    /// use countersign::value::Timestamp;
    ///
    /// let time: Timestamp = Timestamp::from_millisecond(1_528_942_782_000);
    /// assert_eq!(time.as_second(), 1_528_942_782);
    /// ```
    #[must_use]
    pub fn as_second(self) -> i64 {
        self.0.as_second()
    }

    /// Returns year and month in a zone.
    pub(crate) fn month_in(self, zone: Zone) -> (i16, i8) {
        let zoned = self.0.to_zoned_datetime(zone.get().unwrap_or(TimeZone::UTC));
        (zoned.year(), zoned.month())
    }

    /// Returns the time until the next month begins in a zone.
    pub(crate) fn until_next_month_in(self, zone: Zone) -> std::time::Duration {
        let zone = zone.get().unwrap_or(TimeZone::UTC);
        let first = zone.to_datetime(self.0).date().last_of_month().tomorrow();
        let next = first.ok().and_then(|day| zone.to_timestamp(day.at(0, 0, 0, 0)).ok());
        next.and_then(|next| next.duration_since(self.0).try_into().ok()).unwrap_or_default()
    }

    fn written(self, format: &str, zone: Zone) -> String {
        zone.get()
            .map_or_else(|| self.0.to_string(), |zone| self.0.to_zoned_datetime(zone).strftime(format).to_string())
    }
}

impl<S: TimeStyle> fmt::Display for Timestamp<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match S::TIME {
            Notation::Text(pattern) => f.pad(&self.written(pattern.format, S::ZONE)),
            Notation::Seconds => self.as_second().fmt(f),
            Notation::Milliseconds => self.as_millisecond().fmt(f),
        }
    }
}

impl<S> fmt::Debug for Timestamp<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({})", self.0)
    }
}

impl<S: TimeStyle> Lenient for Timestamp<S> {
    const EXPECTED: &'static str = Self::EXPECTED.as_str();

    fn from_text(text: &str) -> Option<Self> {
        let text = text.trim();
        let number = || text.parse::<i64>().ok().filter(|_| !text.starts_with('+'));
        let unix = |time: Result<jiff::Timestamp, jiff::Error>| time.ok().map(Self::new);
        match (S::TIME, number()) {
            (Notation::Seconds, Some(seconds)) => unix(jiff::Timestamp::from_second(seconds)),
            (Notation::Milliseconds, Some(milliseconds)) => unix(jiff::Timestamp::from_millisecond(milliseconds)),
            // If year, month and day come in this order, the common forms cannot be confused.
            (Notation::Text(pattern), _) if !pattern.begins_with_year_month_day() => {
                Self::own(pattern, text).or_else(|| Self::common(text))
            }
            (Notation::Text(pattern), _) => Self::common(text).or_else(|| Self::own(pattern, text)),
            (Notation::Seconds | Notation::Milliseconds, None) => Self::common(text),
        }
    }

    fn from_number(text: &str) -> Option<Self> {
        Self::from_text(&whole_digits(text)?)
    }

    fn is_absent(text: &str) -> bool {
        text.is_empty() || time_text::is_zero_date(text)
    }
}

impl<S: TimeStyle> TextValue for Timestamp<S> {
    fn number(&self) -> Option<i64> {
        match S::TIME {
            Notation::Text(_) => None,
            Notation::Seconds => Some(self.as_second()),
            Notation::Milliseconds => Some(self.as_millisecond()),
        }
    }
}

text_value!([S: TimeStyle] Timestamp<S>, Schema::Timestamp(S::TIME));

impl<S> Date<S> {
    /// Creates a day from year, month (from 1) and day (from 1). Returns `None` if there is no such day.
    ///
    /// ```
    /// use countersign::value::Date;
    ///
    /// let day: Option<Date> = Date::new(2024, 2, 29);
    /// assert!(day.is_some());
    /// assert!(Date::<countersign::value::Rfc3339>::new(2023, 2, 29).is_none());
    /// ```
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day).ok().map(Self::of)
    }

    /// Returns the days from `self` to `later`, which is negative if `later` is earlier.
    ///
    /// ```
    /// use countersign::value::Date;
    ///
    /// let day: Date = "2024-02-28".parse()?;
    /// assert_eq!(day.days_until("2024-03-01".parse()?), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn days_until(self, later: Self) -> i32 {
        (later.0 - self.0).get_days()
    }

    /// Returns the day this many days later, or earlier if negative. Returns `None` outside of the calendar.
    ///
    /// ```
    /// use countersign::value::Date;
    ///
    /// let day: Date = "2024-02-28".parse()?;
    /// assert_eq!(day.plus_days(2).map(|day| day.to_string()).as_deref(), Some("2024-03-01"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn plus_days(self, days: i32) -> Option<Self> {
        self.0.checked_add(jiff::Span::new().try_days(days).ok()?).ok().map(Self::of)
    }

    /// Returns the same day some months later, or the last day of that month if it is shorter. Returns `None` after the
    /// year 9999.
    ///
    /// ```
    /// use countersign::value::Date;
    ///
    /// let day: Date = "2024-01-31".parse()?;
    /// assert_eq!(day.plus_months(1).map(|day| day.to_string()).as_deref(), Some("2024-02-29"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn plus_months(self, months: u32) -> Option<Self> {
        self.0.checked_add(jiff::Span::new().try_months(months).ok()?).ok().map(Self::of)
    }

    /// Returns the same day in another style.
    ///
    /// ```
    /// use countersign::value::{Date, Rfc3339, UnixSeconds};
    ///
    /// let day: Date<UnixSeconds> = "20240620".parse()?;
    /// assert_eq!(day.to_style::<Rfc3339>().to_string(), "2024-06-20");
    /// # Ok::<(), countersign::param::ValueError>(())
    /// ```
    #[must_use]
    pub fn to_style<T: TimeStyle>(self) -> Date<T> {
        Date::of(self.0)
    }

    const fn of(day: civil::Date) -> Self {
        Self(day, PhantomData)
    }

    /// Reads a day that is written by a pattern or in a common form.
    pub(crate) fn read(text: &str, pattern: Pattern) -> Option<Self> {
        let text = text.trim();
        let read = |format: &str| civil::Date::strptime(format, text).ok();
        let own = || read(pattern.format).filter(|day| day.strftime(pattern.format).to_string() == text);
        let common = || {
            // With a digit missing, the digits could be split in two ways.
            let is_whole = text.bytes().filter(u8::is_ascii_digit).count() == 8;
            read(if text.contains('-') { "%Y-%m-%d" } else { "%Y%m%d" }).filter(|_| is_whole)
        };
        own().or_else(common).map(Self::of)
    }

    /// Returns the day as a pattern writes it.
    pub(crate) fn written(self, pattern: Pattern) -> String {
        self.0.strftime(pattern.format).to_string()
    }
}

impl<S: TimeStyle> Date<S> {
    const EXPECTED: &'static ConstText = &ConstText::of(&["a day, such as ", S::DATE.example]);
}

impl<S: TimeStyle> fmt::Display for Date<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.written(S::DATE))
    }
}

impl<S> fmt::Debug for Date<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({})", self.0)
    }
}

impl<S: TimeStyle> Lenient for Date<S> {
    const EXPECTED: &'static str = Self::EXPECTED.as_str();

    fn from_text(text: &str) -> Option<Self> {
        Self::read(text, S::DATE)
    }

    fn from_number(text: &str) -> Option<Self> {
        Self::from_text(&whole_digits(text)?)
    }

    fn is_absent(text: &str) -> bool {
        text.is_empty() || time_text::is_zero_date(text)
    }
}

impl<S: TimeStyle> TextValue for Date<S> {}

text_value!([S: TimeStyle] Date<S>, Schema::Date(S::DATE));
