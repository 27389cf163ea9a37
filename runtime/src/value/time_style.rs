//! The style in which an API writes times and days: its zone and its notations, as a type.

use std::fmt;

use jiff::tz::{Offset, TimeZone};

use crate::operation::{Notation, Pattern};

/// The style in which an API writes times and days: a type without values, the parameter of
/// [`Timestamp`](super::Timestamp) and [`Date`](super::Date).
///
/// Everything defaults to [`Rfc3339`]. In every style, times are read in many forms; the zone is used for text with
/// neither an offset nor a zone.
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
    /// The notation of a time. Defaults to RFC 3339 in UTC; if [`ZONE`](Self::ZONE) is set, set this as well.
    const TIME: Notation = Notation::Text(Pattern::RFC_3339);

    /// The notation of a day. Defaults to `2018-06-14`.
    const DATE: Pattern = Pattern::ISO_DATE;

    /// The zone in which times are written, and in which text without a zone is read. Defaults to UTC.
    const ZONE: Zone = Zone::UTC;
}

/// RFC 3339 in UTC: `2018-06-14T02:19:42Z`, `2018-06-14`.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "a type parameter, without values")]
pub enum Rfc3339 {}

impl TimeStyle for Rfc3339 {}

/// The basic format of ISO 8601 in UTC: `20180614T021942Z`, `20180614`.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "a type parameter, without values")]
pub enum Compact {}

impl TimeStyle for Compact {
    const TIME: Notation = Notation::Text(Pattern::new("%Y%m%dT%H%M%SZ", "20180614T021942Z"));
    const DATE: Pattern = Pattern::new("%Y%m%d", "20180614");
}

/// Times as whole seconds since 1970, numbers in a JSON body; days as in [`Rfc3339`].
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "a type parameter, without values")]
pub enum UnixSeconds {}

impl TimeStyle for UnixSeconds {
    const TIME: Notation = Notation::Seconds;
}

/// Times as whole milliseconds since 1970, numbers in a JSON body; days as in [`Rfc3339`].
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "a type parameter, without values")]
pub enum UnixMilliseconds {}

impl TimeStyle for UnixMilliseconds {
    const TIME: Notation = Notation::Milliseconds;
}

/// A time zone: a fixed offset from UTC, or a name in the system's database. `Debug` prints the expression that creates
/// it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Zone(Kind);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind {
    Minutes(i16),
    Named(&'static str),
}

impl Zone {
    /// UTC.
    pub const UTC: Self = Self::minutes(0);

    /// Creates a fixed offset of this many hours ahead of UTC, or behind it if negative.
    ///
    /// ```
    /// use countersign::value::Zone;
    ///
    /// assert_eq!(format!("{:?}", Zone::hours(8)), "Zone::hours(8)");
    /// ```
    ///
    /// # Panics
    /// Panics if it is more than a day.
    #[must_use]
    pub const fn hours(hours: i8) -> Self {
        Self::minutes(hours as i16 * 60)
    }

    /// Creates a fixed offset of this many minutes ahead of UTC, or behind it if negative: 330 is India's time.
    ///
    /// ```
    /// use countersign::value::Zone;
    ///
    /// let india = Zone::minutes(330);
    /// # let _ = india;
    /// ```
    ///
    /// # Panics
    /// Panics if it is more than a day.
    #[must_use]
    pub const fn minutes(minutes: i16) -> Self {
        assert!(minutes.unsigned_abs() <= 24 * 60, "an offset from UTC is at most a day");
        Self(Kind::Minutes(minutes))
    }

    /// Creates a zone of the IANA database, such as `America/New_York`.
    ///
    /// The database is the system's. If it does not have the zone, a time that needs it is refused when it is read, is
    /// written as RFC 3339 in UTC, and months are those of UTC. A local time that is skipped or occurs twice because
    /// the zone's clocks change is refused as well: for such a zone, use a notation with an offset.
    ///
    /// ```
    /// use countersign::value::Zone;
    ///
    /// let new_york = Zone::named("America/New_York");
    /// # let _ = new_york;
    /// ```
    #[must_use]
    pub const fn named(name: &'static str) -> Self {
        Self(Kind::Named(name))
    }

    /// Returns the zone, or `None` if the system does not know it.
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
