//! The difference between the vendor's clock and this machine's.

use std::fmt;

use crate::envelope::Answer;
use crate::value::Timestamp;

/// A smaller difference does not matter.
const SMALL: i64 = 60_000;

/// How far the vendor's clock is ahead of this one, according to the `Date` header of an answer. `Display` puts it in
/// words.
///
/// ```
/// use countersign::Answer;
/// use countersign::doctor::ClockSkew;
/// use countersign::value::Timestamp;
/// use http::{HeaderValue, StatusCode};
///
/// let mut answer = Answer::new(StatusCode::UNAUTHORIZED, "");
/// answer.headers.insert("date", HeaderValue::from_static("Thu, 14 Jun 2018 02:19:42 GMT"));
/// let now = Timestamp::from_millisecond(1_528_942_662_000);
///
/// let skew = ClockSkew::of(&answer, now).expect("the answer has a date");
/// assert_eq!(skew.as_milliseconds(), 120_000);
/// assert!(!skew.is_small());
/// assert_eq!(skew.to_string(), "this clock is 2 min behind the vendor's");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClockSkew {
    milliseconds: i64,
}

impl ClockSkew {
    /// Compares an answer's `Date` with `now`, this side's time when it arrived. Returns `None` if the answer has no
    /// date.
    pub fn of(answer: &Answer, now: Timestamp) -> Option<Self> {
        let date = answer.headers.get(http::header::DATE)?.to_str().ok()?;
        let date = jiff::fmt::rfc2822::parse(date).ok()?;
        Some(Self { milliseconds: date.timestamp().as_millisecond() - now.as_millisecond() })
    }

    /// Returns the difference in milliseconds, which is negative if the vendor's clock is behind.
    pub fn as_milliseconds(self) -> i64 {
        self.milliseconds
    }

    /// Returns whether the clocks agree to within a minute.
    pub fn is_small(self) -> bool {
        self.milliseconds.abs() <= SMALL
    }
}

impl fmt::Display for ClockSkew {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = (self.milliseconds.unsigned_abs() + 500) / 1000;
        let amount = match ((seconds + 30) / 60, (seconds + 1800) / 3600) {
            (0..2, _) => format!("{seconds} s"),
            (minutes @ 2..120, _) => format!("{minutes} min"),
            (_, hours @ 0..48) => format!("{hours} h"),
            (_, hours) => format!("{} days", hours / 24),
        };
        let side = if self.milliseconds > 0 { "behind" } else { "ahead of" };
        write!(f, "this clock is {amount} {side} the vendor's")
    }
}
