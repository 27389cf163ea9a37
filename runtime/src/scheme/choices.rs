//! The options of a part: a hash, an order of pairs, a time format.

use std::fmt;

/// A hash function, for [`derived`](super::derived) keys.
///
/// For digests and MACs of texts, use methods such as [`Text::sha256`](super::Text::sha256) and
/// [`Text::hmac_sha256`](super::Text::hmac_sha256).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Hash {
    /// MD5, 16 bytes.
    Md5,
    /// SHA-1, 20 bytes.
    Sha1,
    /// SHA-256, 32 bytes.
    Sha256,
    /// SHA-384, 48 bytes.
    Sha384,
    /// SHA-512, 64 bytes.
    Sha512,
}

impl Hash {
    /// Returns the length of a digest in bytes.
    ///
    /// ```
    /// use countersign::scheme::Hash;
    ///
    /// assert_eq!(Hash::Sha256.bytes(), 32);
    /// ```
    #[must_use]
    pub const fn bytes(self) -> usize {
        match self {
            Self::Md5 => 16,
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }

    /// Returns the name of the function, such as `SHA-256`.
    ///
    /// ```
    /// use countersign::scheme::Hash;
    ///
    /// assert_eq!(Hash::Sha256.name(), "SHA-256");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Sha1 => "SHA-1",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }

    /// Returns the name of the MAC, such as `HMAC-SHA-256`.
    pub(super) const fn mac_name(self) -> &'static str {
        match self {
            Self::Md5 => "HMAC-MD5",
            Self::Sha1 => "HMAC-SHA-1",
            Self::Sha256 => "HMAC-SHA-256",
            Self::Sha384 => "HMAC-SHA-384",
            Self::Sha512 => "HMAC-SHA-512",
        }
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The order in which [`Pairs::sorted_by`](super::Pairs::sorted_by) sorts pairs. Sorting is stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Order {
    /// By the bytes of the name, as most vendors do, and as [`Pairs::sorted`](super::Pairs::sorted) does.
    Name,
    /// By the bytes of the name, then by those of the value (AWS, OAuth 1.0a).
    NameThenValue,
    /// By the UTF-16 units of the name, which is how Java and JavaScript compare strings (1688).
    Utf16,
    /// By the name in lower case, then by the name itself (Alibaba's older Java services).
    IgnoringCase,
    /// By the bytes of the value, then of the name.
    Value,
    /// By name and value, joined by this string, in UTF-16 units (1688's pushes).
    Joined(&'static str),
}

/// A format for a point in time.
///
/// ```
/// use countersign::scheme::{TimeFormat, time};
///
/// // Taobao sends Beijing time without an offset.
/// let beijing = TimeFormat::pattern("%Y-%m-%d %H:%M:%S").at(8 * 60);
/// assert_eq!(time(beijing).to_string(), r#"time(TimeFormat::pattern("%Y-%m-%d %H:%M:%S").at(480))"#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeFormat {
    /// Whole seconds since 1970, such as `1551113065`.
    UnixSeconds,
    /// Whole milliseconds since 1970, such as `1499827319559`.
    UnixMillis,
    /// Whole microseconds since 1970.
    UnixMicros,
    /// Whole nanoseconds since 1970.
    UnixNanos,
    /// Seconds since 1970 with three decimals, such as `1499827319.559`.
    UnixDecimal,
    /// `2016-02-23T12:46:24Z`.
    Iso8601,
    /// `2020-12-08T09:08:57.715Z`.
    Iso8601Millis,
    /// `20150830T123600Z`.
    Iso8601Basic,
    /// `Fri, 26 Jun 2015 23:39:12 GMT`, as in the header `Date`.
    HttpDate,
    /// A pattern, and the clock's offset from UTC in minutes; see [`TimeFormat::pattern`].
    Pattern(&'static str, i16),
}

impl TimeFormat {
    /// Creates a format from a pattern of `%Y` (`%y` for the last two digits, of this century), `%m`, `%d`, `%H`, `%M`,
    /// `%S`, fractions of a second (`%3f`, `%6f`, `%9f`), English names of the weekday and the month (`%a`, `%b`) and
    /// literal text, in UTC unless [`at`](Self::at) sets an offset. `%%` is a percent sign.
    ///
    /// ```
    /// # use countersign::scheme::*;
    /// let format = TimeFormat::pattern("%Y%m%d");
    /// # let _ = format;
    /// ```
    #[must_use]
    pub const fn pattern(pattern: &'static str) -> Self {
        Self::Pattern(pattern, 0)
    }

    /// Sets the offset of the pattern's clock from UTC in minutes: 480 for China. Other formats are not changed.
    ///
    /// ```
    /// # use countersign::scheme::*;
    /// let beijing = TimeFormat::pattern("%Y-%m-%d %H:%M:%S").at(8 * 60);
    /// # let _ = beijing;
    /// ```
    #[must_use]
    pub const fn at(self, minutes: i16) -> Self {
        match self {
            Self::Pattern(pattern, _) => Self::Pattern(pattern, minutes),
            other => other,
        }
    }

    /// Returns the equivalent pattern and its offset in minutes. The Unix formats have none.
    pub(super) fn as_pattern(self) -> (&'static str, i16) {
        match self {
            Self::Iso8601 => ("%Y-%m-%dT%H:%M:%SZ", 0),
            Self::Iso8601Millis => ("%Y-%m-%dT%H:%M:%S.%3fZ", 0),
            Self::Iso8601Basic => ("%Y%m%dT%H%M%SZ", 0),
            Self::HttpDate => ("%a, %d %b %Y %H:%M:%S GMT", 0),
            Self::Pattern(pattern, minutes) => (pattern, minutes),
            _ => ("", 0),
        }
    }

    /// Returns the shortest interval that the format can distinguish, in nanoseconds, or `None` if it does not
    /// determine a point in time.
    pub(super) fn exactness(self) -> Option<i128> {
        const SECOND: i128 = 1_000_000_000;
        Some(match self {
            Self::UnixNanos => 1,
            Self::UnixMicros => 1_000,
            Self::UnixMillis | Self::UnixDecimal => 1_000_000,
            Self::UnixSeconds => SECOND,
            other => {
                let (pattern, _) = other.as_pattern();
                let has = |directive| directives(pattern).any(|each| each == directive);
                if !(has("%Y") || has("%y")) || !has("%d") || !(has("%m") || has("%b")) {
                    return None;
                }
                // Seconds are meaningless without minutes.
                let steps = [("%H", 3_600 * SECOND), ("%M", 60 * SECOND), ("%S", SECOND)];
                let known = steps.into_iter().take_while(|(directive, _)| has(directive));
                let whole = known.last().map_or(86_400 * SECOND, |(_, exactness)| exactness);
                let fractions = [("%9f", 1), ("%6f", 1_000), ("%3f", 1_000_000)];
                let fraction = fractions.into_iter().find(|(directive, _)| whole == SECOND && has(directive));
                fraction.map_or(whole, |(_, exactness)| exactness)
            }
        })
    }

    /// Returns the first unknown directive of a pattern.
    pub(super) fn unknown_directive(self) -> Option<&'static str> {
        let Self::Pattern(pattern, _) = self else { return None };
        directives(pattern).find(|each| !DIRECTIVES.contains(each))
    }

    /// Returns the length of the output if it is always the same.
    pub(super) fn width(self) -> Option<usize> {
        match self {
            Self::UnixSeconds | Self::UnixMillis | Self::UnixMicros | Self::UnixNanos | Self::UnixDecimal => None,
            other => {
                let (pattern, _) = other.as_pattern();
                let grown = |directive| match directive {
                    "%Y" => 2,
                    "%6f" => 3,
                    "%9f" => 6,
                    "%a" | "%b" => 1,
                    "%%" => -1,
                    _ => 0,
                };
                pattern.len().checked_add_signed(directives(pattern).map(grown).sum())
            }
        }
    }
}

/// The directives that a pattern may contain.
const DIRECTIVES: [&str; 13] = ["%Y", "%y", "%m", "%d", "%H", "%M", "%S", "%3f", "%6f", "%9f", "%a", "%b", "%%"];

/// Returns the directives of a pattern, in order.
fn directives(pattern: &'static str) -> impl Iterator<Item = &'static str> {
    let mut rest = pattern;
    std::iter::from_fn(move || {
        let from = rest.find('%')?;
        let is_fraction = matches!(rest.get(from + 1..from + 3), Some("3f" | "6f" | "9f"));
        let length = if is_fraction { 3 } else { 2 };
        let to = (from + length).min(rest.len());
        let directive = rest.get(from..to).unwrap_or("%");
        rest = rest.get(to..).unwrap_or_default();
        Some(directive)
    })
}
