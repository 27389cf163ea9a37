//! Notations of times and days.

/// The notation of a point in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notation {
    /// As text.
    Text(Pattern),
    /// As whole seconds since 1970.
    Seconds,
    /// As whole milliseconds since 1970.
    Milliseconds,
}

/// The notation of a time or a day that is written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pattern {
    /// Conversions of `strftime`: `%Y-%m-%d %H:%M:%S`. `%3f` and `%.3f` are a fraction of three digits, without and
    /// with its point; `%.f` is a fraction of as many digits as needed, and empty for a whole second.
    pub format: &'static str,
    /// An example, for documents and messages.
    pub example: &'static str,
}

impl Pattern {
    /// `2018-06-14T02:19:42Z`, with a fraction if there is one, in UTC.
    pub const RFC_3339: Self = Self::new("%Y-%m-%dT%H:%M:%S%.fZ", "2018-06-14T02:19:42Z");

    /// `2018-06-14`.
    pub const ISO_DATE: Self = Self::new("%Y-%m-%d", "2018-06-14");

    /// Creates a pattern from its conversions and an example.
    ///
    /// ```
    /// use countersign::operation::{Pattern, Schema};
    ///
    /// // A calendar week of a sales report: `2018-W24`.
    /// const WEEK: Pattern = Pattern::new("%G-W%V", "2018-W24");
    /// assert_eq!(Schema::Date(WEEK).to_string(), "date");
    /// ```
    pub const fn new(format: &'static str, example: &'static str) -> Self {
        Self { format, example }
    }

    /// Returns whether it begins with year, month and day in this order.
    pub(crate) fn begins_with_year_month_day(self) -> bool {
        ["%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y.%m.%d", "%F"].iter().any(|day| self.format.starts_with(day))
    }
}

const SECOND: i128 = 1_000_000_000;

impl Notation {
    pub(crate) const fn example(self) -> &'static str {
        match self {
            Self::Text(pattern) => pattern.example,
            Self::Seconds => "1528942782",
            Self::Milliseconds => "1528942782000",
        }
    }

    /// Returns its resolution, in nanoseconds.
    pub(crate) const fn resolution(self) -> i128 {
        let mut format = match self {
            Self::Seconds => return SECOND,
            Self::Milliseconds => return SECOND / 1000,
            Self::Text(pattern) => pattern.format.as_bytes(),
        };
        let mut resolution = 60 * SECOND;
        loop {
            match format {
                [b'%', digits @ b'1'..=b'9', b'f' | b'N', ..] | [b'%', b'.', digits @ b'1'..=b'9', b'f' | b'N', ..] => {
                    return SECOND / 10_i128.pow((*digits - b'0') as u32);
                }
                [b'%', b'f' | b'N', ..] | [b'%', b'.', b'f' | b'N', ..] => return 1,
                [b'%', b'S' | b'T' | b's' | b'c', ..] => resolution = SECOND,
                _ => {}
            }
            match format {
                [] => return resolution,
                [_, rest @ ..] => format = rest,
            }
        }
    }
}
