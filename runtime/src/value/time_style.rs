//! How an API writes times and days: its zone and its forms, as a type.

use std::fmt;

use jiff::tz::{Offset, TimeZone};

use crate::operation::{Notation, Pattern};

/// How an API writes times and days: a type without values, the parameter of [`Timestamp`](super::Timestamp) and
/// [`Date`](super::Date).
///
/// Everything has a default, that of [`Rfc3339`]. Whatever the style, times are read in many forms; the zone is used where a
/// text has neither an offset nor a zone of its own.
///
/// ```
/// use countersign::operation::{Notation, Pattern};
/// use countersign::value::{Date, TimeStyle, Timestamp, Zone};
///
/// /// As Italian tills print it.
/// pub enum Receipt {}
///
/// impl TimeStyle for Receipt {
///     const TIME: Notation = Notation::Text(Pattern::new("%d.%m.%Y %H:%M", "14.06.2018 10:19"));
///     const DATE: Pattern = Pattern::new("%d.%m.%Y", "14.06.2018");
///     const ZONE: Zone = Zone::named("Europe/Rome");
/// }
///
/// let paid: Timestamp<Receipt> = "14.06.2018 10:19".parse()?;
/// let day: Date<Receipt> = "14.06.2018".parse()?;
/// assert_eq!(paid.to_style(), "2018-06-14T08:19:00Z".parse::<Timestamp>()?);
/// assert_eq!((paid.to_string().as_str(), day.to_string().as_str()), ("14.06.2018 10:19", "14.06.2018"));
/// # Ok::<(), countersign::param::ValueError>(())
/// ```
pub trait TimeStyle: 'static {
    /// How a time is written. Defaults to RFC 3339 in UTC: with another [`ZONE`](Self::ZONE), set this, too.
    const TIME: Notation = Notation::Text(Pattern::RFC_3339);

    /// How a day is written. Defaults to `2018-06-14`.
    const DATE: Pattern = Pattern::ISO_DATE;

    /// The zone that times are written in, and that a text without one is in. Defaults to UTC.
    const ZONE: Zone = Zone::UTC;
}

/// Times and days by RFC 3339, in UTC: `2018-06-14T02:19:42Z`, `2018-06-14`.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "a type parameter, without values")]
pub enum Rfc3339 {}

impl TimeStyle for Rfc3339 {}

/// The basic format of ISO 8601, in UTC: `20180614T021942Z`, `20180614`.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "a type parameter, without values")]
pub enum Compact {}

impl TimeStyle for Compact {
    const TIME: Notation = Notation::Text(Pattern::new("%Y%m%dT%H%M%SZ", "20180614T021942Z"));
    const DATE: Pattern = Pattern::new("%Y%m%d", "20180614");
}

/// Times as whole seconds since 1970, a number in a JSON body; days as in [`Rfc3339`].
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "a type parameter, without values")]
pub enum UnixSeconds {}

impl TimeStyle for UnixSeconds {
    const TIME: Notation = Notation::Seconds;
}

/// Times as whole milliseconds since 1970, a number in a JSON body; days as in [`Rfc3339`].
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "a type parameter, without values")]
pub enum UnixMilliseconds {}

impl TimeStyle for UnixMilliseconds {
    const TIME: Notation = Notation::Milliseconds;
}

/// A time zone: a fixed offset from UTC, or a name of the system's database. `Debug` prints the expression that makes it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Zone(Kind);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind {
    Minutes(i16),
    Named(&'static str),
}

impl Zone {
    /// Universal time.
    pub const UTC: Self = Self::minutes(0);

    /// Always the given number of hours ahead of UTC, or behind it if negative.
    ///
    /// # Panics
    /// When it is more than a day.
    #[must_use]
    pub const fn hours(hours: i8) -> Self {
        Self::minutes(hours as i16 * 60)
    }

    /// Always the given number of minutes ahead of UTC, or behind it if negative: 330 is India's time.
    ///
    /// # Panics
    /// When it is more than a day.
    #[must_use]
    pub const fn minutes(minutes: i16) -> Self {
        assert!(minutes.unsigned_abs() <= 24 * 60, "an offset from UTC is at most a day");
        Self(Kind::Minutes(minutes))
    }

    /// A zone of the IANA database, such as `America/New_York`.
    ///
    /// The database is the system's. Where it does not have the zone, a time that needs it is refused when it is read, is
    /// written in UTC by RFC 3339, and months are those of UTC. A local time that the clocks of the zone skip or pass twice
    /// is refused, too: in such a zone, have an offset in what is written.
    #[must_use]
    pub const fn named(name: &'static str) -> Self {
        Self(Kind::Named(name))
    }

    /// `None` where the system does not know the zone.
    pub(crate) fn get(self) -> Option<TimeZone> {
        match self.0 {
            Kind::Minutes(minutes) => Some(Offset::from_seconds(i32::from(minutes) * 60).ok()?.to_time_zone()),
            Kind::Named(name) => TimeZone::get(name).ok(),
        }
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Kind::Minutes(0) => f.write_str("Zone::UTC"),
            Kind::Minutes(minutes) if minutes % 60 == 0 => write!(f, "Zone::hours({})", minutes / 60),
            Kind::Minutes(minutes) => write!(f, "Zone::minutes({minutes})"),
            Kind::Named(name) => write!(f, "Zone::named({name:?})"),
        }
    }
}
