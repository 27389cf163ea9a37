//! Whether a call may be repeated.

/// Whether a call may be repeated when its outcome is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryClass {
    /// Repeating it has no effect.
    Safe,
    /// Repeating it could execute it twice.
    Never,
}

impl RetryClass {
    /// Returns the value of `#[endpoint(retry = …)]`.
    ///
    /// ```
    /// use countersign::operation::RetryClass;
    ///
    /// assert_eq!(RetryClass::Never.as_str(), "never");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Never => "never",
        }
    }
}
