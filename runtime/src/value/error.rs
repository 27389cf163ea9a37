//! The error of an invalid value: the rule and the value, but never a secret.

use std::borrow::Cow;
use std::fmt;

use crate::clip::clipped;
use crate::printable::Printable;

/// A value that a type cannot represent or a limit does not allow. The caller adds the name of the parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError {
    rule: Cow<'static, str>,
    value: String,
}

impl ValueError {
    /// Creates an error. `rule` completes "must be …".
    ///
    /// ```
    /// use countersign::value::ValueError;
    ///
    /// let error = ValueError::new("a whole number", "1.5");
    /// assert_eq!(error.to_string(), "must be a whole number, is 1.5");
    /// ```
    #[must_use]
    #[cold]
    pub fn new(rule: impl Into<Cow<'static, str>>, value: impl fmt::Display) -> Self {
        Self { rule: rule.into(), value: shortened(&value.to_string()) }
    }

    /// Returns the rule that was violated, which completes "must be …".
    ///
    /// ```
    /// use countersign::value::{Date, ValueError};
    ///
    /// let error: ValueError = "tomorrow".parse::<Date>().unwrap_err();
    /// assert_eq!(error.to_string(), format!("must be {}, is \"tomorrow\"", error.rule()));
    /// ```
    #[must_use]
    pub fn rule(&self) -> &str {
        &self.rule
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "must be {}, is {}", self.rule, self.value)
    }
}

impl std::error::Error for ValueError {}

/// Shortens a value to one line that is enough to recognize it.
fn shortened(value: &str) -> String {
    const LONGEST: usize = 60;
    let (shown, bytes) = (clipped(value, LONGEST), value.len());
    let more = if shown == value { String::new() } else { format!(" ({bytes} bytes)") };
    format!("{}{more}", Printable(&shown))
}
