//! What is wrong with a value: the rule and the value, never a secret.

use std::borrow::Cow;
use std::fmt;

use crate::clip::clipped;
use crate::printable::Printable;

/// A value that a type cannot hold or a limit does not allow; the parameter's name is added by who knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError {
    rule: Cow<'static, str>,
    value: String,
}

impl ValueError {
    /// `rule` completes "must be …".
    #[must_use]
    pub fn new(rule: impl Into<Cow<'static, str>>, value: impl fmt::Display) -> Self {
        Self { rule: rule.into(), value: shortened(&value.to_string()) }
    }

    /// The rule that was broken; completes "must be …".
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

/// An error names a value to be recognised, not to be stored: a megabyte of base64 helps nobody. And it is one line,
/// whatever the value is.
fn shortened(value: &str) -> String {
    const LONGEST: usize = 60;
    let (shown, bytes) = (clipped(value, LONGEST), value.len());
    let more = if shown == value { String::new() } else { format!(" ({bytes} bytes)") };
    format!("{}{more}", Printable(&shown))
}
